"""The screen as blocks, for the terminal and for Markdown."""

from collections.abc import Iterable, Iterator

from cqcplan.english import in_text, joined, number_words
from cqcplan.model.dates import day_words
from cqcplan.model.entries import title_of
from cqcplan.papers.blocks import Block, Column, Heading, Inline, Paragraph, table
from cqcplan.papers.status.screen import Screen
from cqcplan.papers.status.screen_words import (
    dated_words,
    line_words,
    quiet_words,
    reason_words,
    under,
    what_words,
)
from cqcplan.timeline.agenda import Dated

NOBODY = "Nobody named"
NOTHING = "-"
SHOWN = 8
"""How many ids are listed where a list is for information only."""


def blocks(screen: Screen) -> Iterator[Block]:
    """Write the screen of one plan."""
    occasion = screen.occasion
    whose = f" for the {occasion.role(screen.asked.owner)}" if screen.asked.owner else ""
    yield Heading(f"{occasion.plan.header.council.name}: {occasion.plan.header.title}")
    yield Paragraph(f"As at {day_words(occasion.as_of)}{whose}: {_headline(screen)}.")
    if screen.overall and not screen.asked.owner:
        why = f" {screen.overall.reason}" if screen.overall.reason else ""
        yield Paragraph(f"Overall status: {occasion.rated(screen.overall.rag or '').word} ({screen.overall.on}).{why}")
    if screen.reassessment and screen.reassessment.nearness != "far" and not screen.asked.owner:
        due = day_words(screen.reassessment.due)
        yield Paragraph(f"CQC's usual maximum before its next comprehensive assessment ends on {due}.")
    yield from _counts(screen)
    yield from _dated(screen, "Overdue, or not recorded as done", screen.overdue)
    yield from _dated(screen, f"Due by {day_words(screen.until)}", screen.due)
    yield from _dated(screen, "Meetings and their papers", screen.meetings)
    yield from _ratings(screen)
    yield from _off_track(screen)
    yield from _stale(screen)
    yield from _unknown(screen)


def _headline(screen: Screen) -> str:
    colours = [(sum(rating.colour == colour for rating in screen.ratings), colour) for colour in ("red", "amber")]
    rated = [f"{count} {screen.occasion.rated(colour).word}" for count, colour in colours if count]
    parts = [
        f"{len(screen.overdue)} overdue or not recorded as done",
        f"{len(screen.due)} due in {screen.asked.days} days",
        *rated,
        f"{len(screen.off_track)} measure{'' if len(screen.off_track) == 1 else 's'} off track",
        f"{len(screen.stale)} quiet for more than {screen.asked.stale_after} days",
    ]
    return joined(parts)


def _counts(screen: Screen) -> Iterator[Block]:
    occasion = screen.occasion
    shown = screen.counts
    if screen.asked.owner:
        shown = tuple(count for count in shown if count.overdue or count.due or count.red or count.amber or count.stale)
    if not shown:
        return
    red, amber = (occasion.rated(colour).word for colour in ("red", "amber"))
    titles = ("Open", "Done", "Overdue", "Due", red, amber, "Quiet")
    # a column of noughts says nothing; open and done always do
    columns = [
        Column(occasion.label),
        *(Column(title, numeric=True, filler=None if title in ("Open", "Done") else "0") for title in titles),
    ]
    rows = []
    for count in shown:
        name = f"{count.priority.ref} {count.priority.title}" if count.priority.ref else count.priority.title
        numbers = (count.open, count.done, count.overdue, count.due, count.red, count.amber, count.stale)
        rows.append((name, *map(str, numbers)))
    yield table(f"By {in_text(occasion.label)}", columns, rows)


def _dated(screen: Screen, caption: str, every: tuple[Dated, ...]) -> Iterator[Block]:
    occasion = screen.occasion
    if not every:
        return
    columns = [
        Column("What"),
        Column("When"),
        Column("Id"),
        Column("Under", filler=NOTHING),
        Column("Owner", filler=NOBODY),
    ]
    rows: list[tuple[Inline, ...]] = [
        (
            what_words(each),
            dated_words(each, occasion.as_of),
            each.entry,
            under(occasion, each) or NOTHING,
            occasion.role(each.owner) or occasion.body(each.owner) or NOBODY,
        )
        for each in every
    ]
    yield table(caption, columns, rows)


def _ratings(screen: Screen) -> Iterator[Block]:
    occasion = screen.occasion
    if not screen.ratings:
        return
    yield table(
        joined([occasion.rated(colour).word for colour in ("red", "amber")]),
        [Column("What"), Column("Status"), Column("Why"), Column("Id"), Column("Owner", filler=NOBODY)],
        [
            (
                rating.standing.entry.title,
                occasion.rated(rating.colour),
                reason_words(rating),
                rating.standing.entry.id,
                occasion.role(rating.owner) or NOBODY,
            )
            for rating in screen.ratings
        ],
    )


def _off_track(screen: Screen) -> Iterator[Block]:
    if screen.off_track:
        yield table(
            "Measures off track",
            [Column("Measure"), Column("Where it is"), Column("Id"), Column("Owner", filler=NOBODY)],
            [
                (found.measure.title, line_words(found), found.measure.id, screen.occasion.role(found.owner) or NOBODY)
                for found in screen.off_track
            ],
        )


def _stale(screen: Screen) -> Iterator[Block]:
    if screen.stale:
        yield table(
            f"In progress, and no update for more than {screen.asked.stale_after} days",
            [Column("What"), Column("Last said"), Column("Id"), Column("Owner", filler=NOBODY)],
            [
                (
                    found.item.entry.title,
                    quiet_words(found.heard, found.days),
                    found.item.entry.id,
                    screen.occasion.role(found.owner) or NOBODY,
                )
                for found in screen.stale
            ],
        )


def _unknown(screen: Screen) -> Iterator[Block]:
    """Say what the screen cannot judge."""
    undated = [
        item for item in screen.occasion.state.items if item.due is None and not item.is_done and not screen.asked.owner
    ]
    if undated:
        number = number_words(len(undated))
        verb = "has" if len(undated) == 1 else "have"
        noun = "action or milestone" if len(undated) == 1 else "actions and milestones"
        yield Paragraph(f"{number.capitalize()} open {noun} {verb} no date, so cannot be late.")
    if screen.unreported:
        listed = _few(title_of(item.entry) for item in screen.unreported)
        yield Paragraph(f"Nothing has ever been recorded of {number_words(len(screen.unreported))}: {listed}.")
    if screen.untracked:
        listed = _few(measure.title for measure in screen.untracked)
        many = len(screen.untracked) != 1
        yield Paragraph(
            f"{number_words(len(screen.untracked)).capitalize()} measure{'s' if many else ''} cannot be held to a "
            f"line, for want of a baseline, a later figure, a target or a direction: {listed}."
        )


def _few(every: Iterable[str]) -> str:
    titles = list(every)
    more = len(titles) - SHOWN
    return joined(titles) if more <= 0 else f"{', '.join(titles[:SHOWN])} and {more} more"
