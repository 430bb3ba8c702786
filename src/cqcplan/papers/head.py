"""The head of a paper: the lines round its title and the table under it, filled in from the house style."""

import re

from cqcplan.english import first_upper
from cqcplan.model.dates import day_words, month_words
from cqcplan.model.house_style import LINE_FACTS, Head
from cqcplan.model.vocabulary import DECISION_WORDS
from cqcplan.papers.blocks import Fact
from cqcplan.papers.occasion import Occasion


def fill(line: str, facts: dict[str, str]) -> str | None:
    """Put the facts of a paper into a line; nothing where one it names is not known."""
    named = re.findall(r"\{([^{}]*)\}", line)
    if any(not facts.get(name) for name in named):
        return None
    return re.sub(r"\{([^{}]*)\}", lambda found: facts[found[1]], line)


def fill_all(lines: tuple[str, ...], facts: dict[str, str], *, capitals: bool) -> tuple[str, ...]:
    """Fill several lines in, and leave out those that name what is not known."""
    filled = [words for line in lines if (words := fill(line, facts))]
    return tuple(words.upper() for words in filled) if capitals else tuple(filled)


def table_of(head: Head, facts: dict[str, str]) -> tuple[Fact, ...]:
    """Return the table at the head of a paper; a line that stays empty is a box to fill in."""
    filled = ((item, fill(item.value, facts) or "") for item in head.facts)
    return tuple(Fact(item.name, words) for item, words in filled if words or item.blank)


def line_facts(occasion: Occasion) -> dict[str, str]:
    """Return what a line can name, as far as it is known."""
    meeting, header = occasion.meeting, occasion.plan.header
    found: dict[str, str | None] = dict.fromkeys(LINE_FACTS)
    found |= {
        "council": header.council.name,
        "council_short": occasion.council,
        "title": header.title,
        "plan": header.title,
        "report_of": occasion.role(header.lead),
        "period": occasion.period.in_words,
        "progress_up_to": day_words(occasion.until) if occasion.until < occasion.period.last else None,
        "month": month_words(meeting.on.earliest if meeting else occasion.until),
        "body": occasion.taker.name if occasion.taker else None,
        "made_on": day_words(occasion.as_of),
        "figures_up_to": first_upper(str(occasion.period.data_cutoff or "")),
    }
    if meeting:
        found |= {
            "body": occasion.body(meeting.body),
            "date": str(meeting.on),
            "title": meeting.title or header.title,
            "item": meeting.item,
            "ref": meeting.ref,
            "report_of": occasion.role(meeting.report_of or header.lead),
            "author": occasion.officer(meeting.author),
            "contact": occasion.officer(meeting.contact),
            "wards": meeting.wards,
            "key_decision": _yes_or_no(said=meeting.key_decision),
            "call_in": _yes_or_no(said=meeting.call_in),
            "decision_status": DECISION_WORDS.get(meeting.status or "") if occasion.met else None,
            "open_item": _open_item(occasion, is_open=meeting.open),
        }
    return {name: words for name, words in found.items() if words}


def _open_item(occasion: Occasion, *, is_open: bool) -> str | None:
    """Say whether the public hear the item; of a paper that they may not read, nothing that could be taken amiss."""
    if not is_open or occasion.readers == "exempt":
        return "An item taken with the public excluded"
    return "An open public item" if occasion.readers == "public" else None


def _yes_or_no(*, said: bool | None) -> str | None:
    return None if said is None else "Yes" if said else "No"
