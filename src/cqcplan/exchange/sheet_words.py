"""Words that people write in spreadsheets for what a plan knows by other names."""

import re

from cqcplan.model.dates import When, day_words
from cqcplan.model.document import Plan
from cqcplan.model.header import StatusScheme, default_scheme


def one_line(text: str) -> str:
    """Bring a text to one line with single blanks, for comparing: spreadsheets change line ends and blanks."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Bring a text to what people mean by the same words: case, blanks, dashes and a last full stop do not count."""
    return one_line(re.sub(r"[\u2010-\u2015-]+", "-", text)).casefold().rstrip(" .:")


def when_text(when: When | None) -> str:
    """Write a date as a plan holds it: 2026-06-17 for a day, words for anything vaguer."""
    if when is None:
        return ""
    return when.earliest.isoformat() if when.is_day and when.words == day_words(when.earliest) else when.words


def scheme_of(plan: Plan) -> StatusScheme:
    """Return the council's scheme of colours."""
    return plan.header.status_scheme or default_scheme()


def colour_word(plan: Plan, colour: str) -> str:
    """Return the council's word for a colour; the colour itself, where its scheme has none for it."""
    return next((item.word for item in scheme_of(plan).colours if item.colour == colour), colour.capitalize())


def post_names(plan: Plan) -> dict[str, str]:
    """Return the title of every post by id; with the id where two posts have one title."""
    titles = [folded(role.title) for role in plan.roles]
    return {
        role.id: role.title if titles.count(folded(role.title)) == 1 else f"{role.title} ({role.id})"
        for role in plan.roles
    }
