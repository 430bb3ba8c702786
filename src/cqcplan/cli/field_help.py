"""What the help of a command says of an option that fills a field, from the models."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from cqcplan.recording.kinds import stands_in

if TYPE_CHECKING:
    from cqcplan.recording.kinds import OptionOf

_METAVARS = {"date": "DATE", "figure": "NUMBER", "word": "WORD", "entry": "ENTRY", "text": "TEXT", "record": "TEXT"}
_LONGEST = 110


def metavar_of(option: "OptionOf") -> str | None:
    """Return what stands for the value of an option."""
    if option.path == ("scores",):
        return "SCORE"
    if option.field.target == "national metric":
        return "METRIC"
    return None if option.field.what == "flag" else _METAVARS[option.field.what]


def help_of(option: "OptionOf", needed: Collection[str]) -> str:
    """Say in a sentence what an option takes, and whether it must be given."""
    if option.path == ("scores",):
        return "A quality statement and its score: equity=3. May be repeated; or all nine in CQC's order, one word."
    said = _meaning(option)
    if option.field.words:
        said = f"{said} One of {', '.join(option.field.words)}." if said else f"{', '.join(option.field.words)}."
    elif not said:
        said = _plain_words(option)
    if option.field.many:
        said += " May be repeated."
    if option.path[0] not in needed or len(option.path) > 1:
        return said
    one, others = stands_in(option.model)
    return f"{said} Must be given, or --{one}." if option.path[0] in others else f"{said} Must be given."


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
