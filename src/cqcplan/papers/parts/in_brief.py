"""One page for a lead member: where the rating stands, what matters most, money, dates."""

import re
from collections.abc import Iterator

from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Block, Bullets, Column, Paragraph, Point, Section, Table, points
from cqcplan.papers.parts.ahead import coming_dates, decision_rows
from cqcplan.papers.parts.exceptions import off_track, troubled
from cqcplan.papers.parts.measures import amount, direction
from cqcplan.papers.parts.period_work import overdue_rows
from cqcplan.papers.parts.priorities import work_title
from cqcplan.papers.setting import Setting
from cqcplan.scoring import words
from cqcplan.scoring.clock import clock
from cqcplan.scoring.words import first_upper, number_words
from cqcplan.timeline.changes import changes_between, values_of
from cqcplan.view.suppress import figure_of

# how much of each a page has room for
MOST_THINGS = 5
MOST_DECISIONS = 3
MOST_MONEY = 3
MOST_DATES = 5


def standing(setting: Setting) -> Section:
    """Say the rating, how far the next one is, and when CQC is due back, in a few sentences."""
    result = setting.result
    if result is None or result.assessment is None:
        none_yet = f"CQC had published no assessment of {setting.council} by {day_words(setting.as_of)}."
        return Section("standing", "Where the rating stands", (Paragraph(none_yet),))
    rating = RATING_WORDS[result.best_rating].lower() if result.best_rating else "no overall rating"
    percent = f" ({result.best_percent} per cent)" if result.best_percent is not None else ""
    said = [f"CQC's rating: {rating}{percent}, published {result.assessment.published or 'on a date not stated'}."]
    distance = words.distance_sentence(result) or words.unknown_sentence(result)
    said += [sentence for sentence in (words.indicative_sentence(result), distance) if sentence]
    found = clock(result, setting.vintage, setting.as_of)
    if found:
        said.append(f"CQC's usual maximum before its next comprehensive assessment ends on {day_words(found.due)}.")
    return Section("standing", "Where the rating stands", (Paragraph(" ".join(said)),))


def what_matters(setting: Setting) -> Section:
    """Name the five things that matter most, the worst first, none twice."""
    by_title: dict[str, Point] = {}
    for what, point in _matters(setting):
        by_title.setdefault(what, point)
    found = list(by_title.values())[:MOST_THINGS]
    blocks: list[Block] = [points(found)] if found else [Paragraph("The plan records nothing to put before you.")]
    title = f"{first_upper(number_words(len(found)))} things that matter most, the worst first"
    return Section("what-matters", title if len(found) > 1 else "What matters most", tuple(blocks))


def _matters(setting: Setting) -> Iterator[tuple[str, Point]]:
    """Return what matters: red, overdue, amber, off track, slipped, risks, gaps in the plan, then what got better."""
    bad = list(troubled(setting))
    yield from (_troubled(setting, item) for item in bad if item[1] == "red")
    for _, (what, under, due, _) in sorted(overdue_rows(setting)):
        yield what, Point(f"It was due {due}. {under}.", f"{what} (overdue)")
    yield from (_troubled(setting, item) for item in bad if item[1] == "amber")
    for title, latest, _, way in off_track(setting):
        yield title, Point(f"{latest}. {way}.", f"{title} (off track)")
    for slip in changes_between(setting.plan, setting.told_since, setting.until).moved:
        if slip.move.before and (slip.weeks or 0) > 0:
            why = f" {first_sentence(slip.move.reason)}" if slip.move.reason else ""
            what = work_title(slip.item)
            yield what, Point(f"Moved from {slip.move.before} to {slip.move.after}.{why}", f"{what} (slipped)")
    for risk in sorted(setting.plan.risks, key=lambda item: -(item.likelihood or 0) * (item.impact or 0)):
        if not risk.raised or risk.raised.earliest <= setting.until:
            said = risk.consequence or risk.text or "What would follow is not recorded."
            yield risk.title, Point(first_sentence(said), f"{risk.title} (risk)")
    yield from _gaps(setting)
    for measure in setting.plan.measures:
        values = values_of(measure, setting.until)
        if values and direction(measure, values).startswith("Better"):
            latest = f"{amount(measure, figure_of(values[-1]))} ({values[-1].on})"
            said = f"{latest}, from {amount(measure, figure_of(values[0]))} ({values[0].on})."
            yield measure.title, Point(said, f"{measure.title} (better)")


def _troubled(setting: Setting, found: tuple[str, str, str | None, str | None]) -> tuple[str, Point]:
    what, colour, why, recovery = found
    said = [first_sentence(why) if why else "No reason is recorded."]
    said += [f"To bring it back: {first_sentence(recovery)}"] if recovery else []
    return what, Point(" ".join(said), f"{what} ({setting.rated(colour).word.lower()})")


def _gaps(setting: Setting) -> Iterator[tuple[str, Point]]:
    """Return what the plan does not say."""
    open_items = [item for item in setting.state.items if not item.is_done]
    undated = sum(item.due is None for item in open_items)
    if undated:
        yield "dates", Point(_undated(undated, len(open_items)), "Work without a date")
    empty = [state.priority.title for state in setting.state.priorities if not state.items]
    if empty:
        of = f"{first_upper(number_words(len(empty)))} of {number_words(len(setting.state.priorities))}"
        has = "has" if len(empty) == 1 else "have"
        labels = setting.labels if len(setting.state.priorities) > 1 else setting.label
        yield "work", Point(f"{of} {labels.lower()} {has} no action.", f"{setting.labels} without work")


def _undated(undated: int, every: int) -> str:
    if undated == every:
        return "No open action or milestone has a date."
    of = f"{first_upper(number_words(undated))} of {number_words(every)} open actions and milestones"
    return f"{of} {'has' if undated == 1 else 'have'} no date."


def decisions_ahead(setting: Setting) -> Section:
    """Name the decisions to come."""
    rows = decision_rows(setting)
    lines = [f"{when}, {body}: {first_sentence(asked)}" for when, body, asked in rows[:MOST_DECISIONS]]
    lines += _more(len(rows) - MOST_DECISIONS)
    blocks: list[Block] = [Bullets(tuple(lines))] if lines else [Paragraph("No decision is recorded as asked for.")]
    return Section("decisions-ahead", "Decisions ahead", tuple(blocks))


def money(setting: Setting) -> Section:
    """Name the money the plan relies on."""
    known = [
        item
        for item in setting.plan.resources
        if item.kind == "money" and not (item.on and item.on.earliest > setting.as_of)
    ]
    lines = []
    for item in known[:MOST_MONEY]:
        status = {"requested": "asked for", "agreed": "agreed", "in-place": "in place"}.get(item.status or "", "")
        by = f"by {setting.body(item.decided_by)}" if item.decided_by and status == "agreed" else ""
        position = " ".join(part for part in (status, by, f"({item.on})" if item.on else "") if part)
        text = f" {first_sentence(item.text)}" if item.text else ""
        lines.append(f"{item.title}{f': {position}' if position else ''}.{text}")
    lines += _more(len(known) - MOST_MONEY)
    blocks: list[Block] = [Bullets(tuple(lines))] if lines else [Paragraph("The plan records no money of its own.")]
    return Section("money", "Money", tuple(blocks))


def dates(setting: Setting) -> Section:
    """Set out the next few dates."""
    rows = coming_dates(setting)[:MOST_DATES]
    blocks: list[Block] = [Paragraph("The plan holds no date in the next four months.")]
    if rows:
        columns = (Column("Date"), Column("What"))
        blocks = [Table("Next dates", columns, tuple((when, what) for _, when, what in rows))]
    return Section("dates-in-brief", "Next dates", tuple(blocks))


def _more(number: int) -> list[str]:
    return [f"And {number_words(number)} more."] if number > 0 else []


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, with a full stop."""
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(text.split()), maxsplit=1)[0]
    return first if first.endswith((".", "!", "?")) else f"{first}."
