"""What the help of a command says of an option that fills a field, from the models."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cqcplan.recording.kinds import OptionOf

_METAVARS = {"date": "DATE", "figure": "NUMBER", "word": "WORD", "entry": "ENTRY", "text": "TEXT", "record": "TEXT"}
_SENTENCES = {
    "comparators": 'What others have: "England 74.5% 2024-25, published 18 December 2025, https://…".',
    "trajectory": 'To be reached on the way to the target: "400 by June 2027, because …".',
    "breaks": 'From when it is counted otherwise: "1 April 2026: counted from client level data".',
    "rebased": 'From when control charts begin their limits anew: "1 April 2026: a second team began".',
}
"""Lists of a measure, each of them typed as a sentence."""
_LONGEST = 110


def metavar_of(option: "OptionOf") -> str | None:
    """Return what stands for the value of an option."""
    if option.path == ("scores",):
        return "SCORE"
    return None if option.field.what == "flag" else _METAVARS[option.field.what]


def help_of(option: "OptionOf", needed: Collection[str]) -> str:
    """Say in a sentence what an option takes, and whether it must be given."""
    if option.path == ("scores",):
        return "A quality statement and its score: equity=3. May be repeated; or all nine in CQC's order, one word."
    said = _SENTENCES.get(option.path[0]) or _meaning(option)
    if option.field.words:
        said = f"{said} One of {', '.join(option.field.words)}." if said else f"{', '.join(option.field.words)}."
    elif not said:
        said = _plain_words(option)
    if option.field.many:
        said += " May be repeated."
    return f"{said} Must be given." if option.path[0] in needed and len(option.path) == 1 else said


def _meaning(option: "OptionOf") -> str:
    from cqcplan.model.docstrings import field_doc
    from cqcplan.model.examples import MEANINGS

    name = option.path[-1]
    known = (f"{option.model.__name__}.{name}", name)
    doc = field_doc(option.model, name) or next((MEANINGS[each] for each in known if each in MEANINGS), "")
    first = re.split(r"(?<=[.;:]) (?=[A-Z`])|\n\n", " ".join(doc.replace("``", "").replace("`", "").split()))[0]
    first = re.sub(r":[^:]*$", ".", first) if first.endswith(":") or len(first) > _LONGEST else first
    return first if not first or first.endswith(".") else f"{first.rstrip(':;,')}."


def _plain_words(option: "OptionOf") -> str:
    words = " ".join(option.path).replace("_", " ")
    target = option.field.target
    if target and target != "any":
        return f"Its {words}: {'a post' if target == 'role' else f'the {target}'}."
    return f"Its {words}."
