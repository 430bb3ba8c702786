"""What the help of a command says of an option that fills a field, from the models."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from cqcplan.recording.field_words import meaning_of, plain_words
from cqcplan.recording.kinds import stands_in

if TYPE_CHECKING:
    from cqcplan.recording.kinds import OptionOf

_METAVARS = {"date": "DATE", "figure": "NUMBER", "word": "WORD", "entry": "ENTRY", "text": "TEXT", "record": "TEXT"}


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
    said = meaning_of(option)
    if option.field.words:
        said = f"{said} One of {', '.join(option.field.words)}." if said else f"{', '.join(option.field.words)}."
    elif not said:
        said = plain_words(option)
    if option.field.many:
        said += " May be repeated."
    if option.path[0] not in needed or len(option.path) > 1:
        return said
    one, others = stands_in(option.model)
    return f"{said} Must be given, or --{one}." if option.path[0] in others else f"{said} Must be given."
