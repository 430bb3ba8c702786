"""The message that chases one post for what it has to do: plain text, for somebody to send."""

import textwrap
from collections.abc import Iterator

from cqcplan.english import joined
from cqcplan.model.dates import day_words
from cqcplan.papers.status.screen import RedOrAmber, Screen
from cqcplan.papers.status.screen_words import dated_words, line_words, quiet_words, reason_words, what_words
from cqcplan.timeline.agenda import Dated

WIDTH = 76
"""Short enough to be quoted in a reply without new line breaks."""
UPDATED = frozenset({"action", "milestone"})


def message(name: str, screen: Screen) -> str:
    """Write the message to the post that the screen was asked for.

    Args:
        name: what the user calls the plan: what ``--plan`` takes.
        screen: what that post answers for.
    """
    occasion = screen.occasion
    council, title = occasion.council, occasion.plan.header.title
    counts = [
        f"{len(screen.overdue)} overdue" if screen.overdue else "",
        f"{len(screen.due)} due by {day_words(screen.until)}" if screen.due else "",
        f"{len(screen.stale)} without news" if screen.stale else "",
    ]
    said = joined([count for count in counts if count]) or "nothing to chase"
    lines = [
        f"Subject: {council}, {title}: {said}",
        "",
        f"To the {occasion.role(screen.asked.owner)}",
        "",
        *_filled(f"This is where your work in the {title} stands on {day_words(occasion.as_of)}."),
        *_lists(screen),
        *_what_to_do(name, screen),
    ]
    return "\n".join(lines) + "\n"


def _lists(screen: Screen) -> Iterator[str]:
    occasion = screen.occasion
    rated = {rating.standing.entry.id: rating for rating in screen.ratings}
    lists = (
        ("Overdue", [_dated(screen, each, rated) for each in screen.overdue]),
        (f"Due by {day_words(screen.until)}", [_dated(screen, each, rated) for each in screen.due]),
        (
            "Off track or at risk",
            [
                f"{occasion.rated(rating.colour).word}: {rating.standing.entry.title} ({entry}). {reason_words(rating)}"
                for entry, rating in rated.items()
                if not any(each.entry == entry for each in (*screen.overdue, *screen.due))
            ],
        ),
        (
            f"No news for more than {screen.asked.stale_after} days",
            [
                f"{each.item.entry.title} ({each.item.entry.id}): last said {quiet_words(each.heard, each.days)}."
                for each in screen.stale
            ],
        ),
        ("Measures off track", [f"{found.measure.title}: {line_words(found)}." for found in screen.off_track]),
        (
            "Meetings ahead",
            [_dated(screen, each, {}) for each in screen.meetings if each.kind == "meeting"],
        ),
    )
    told = [(heading, items) for heading, items in lists if items]
    for heading, items in told:
        yield ""
        yield heading
        for item in items:
            yield from _filled(item, "- ")
    if not told:
        yield ""
        yield "Nothing is overdue, due, at risk or without news. Thank you."


def _dated(screen: Screen, dated: Dated, rated: dict[str, RedOrAmber]) -> str:
    rating = rated.get(dated.entry)
    colour = f" {screen.occasion.rated(rating.colour).word}: {reason_words(rating)}" if rating else ""
    title = dated.title if dated.kind in UPDATED else what_words(dated)
    return f"{title} ({dated.entry}): {dated_words(dated, screen.occasion.as_of)}.{colour}"


def _what_to_do(name: str, screen: Screen) -> Iterator[str]:
    """Give a line to copy for each piece of work."""
    work = [each.entry for each in (*screen.overdue, *screen.due) if each.kind in UPDATED]
    quiet = [each.item.entry.id for each in screen.stale]
    ids = list(dict.fromkeys([*work, *quiet]))
    if ids:
        plan = f" --plan {name}" if name.isidentifier() or name.replace("-", "").isalnum() else f' --plan "{name}"'
        yield ""
        yield "What to do"
        yield from _filled("For each, say what has happened, with one of these lines (change the words in capitals):")
        for entry in ids:
            yield ""
            if entry in work:
                yield f'  cqcplan update {entry}{plan} --status complete --text "WHAT WAS DONE"'
                yield f'  cqcplan update {entry}{plan} --due NEW-DATE --reason "WHY"'
            else:
                yield f'  cqcplan update {entry}{plan} --text "WHAT HAS HAPPENED SINCE"'
        yield ""
        yield from _filled("If you do not use cqcplan, answer this message in your own words, thing by thing.")


def _filled(text: str, lead: str = "") -> list[str]:
    """Break a text into short lines; an id or command is never broken at a hyphen."""
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
        break_long_words=False,
    )
