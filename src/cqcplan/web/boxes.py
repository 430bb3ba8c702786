"""The fields of an entry as boxes of a form, read off its model: those that ``cqcplan new`` and ``edit`` take."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from cqcplan.framework.vintage import load_vintage, vintage_ids
from cqcplan.metrics.catalogue import metrics
from cqcplan.model.dates import When
from cqcplan.model.entries import title_of
from cqcplan.recording.field_words import meaning_of
from cqcplan.recording.kinds import KindOf, OptionOf, needed, options_of
from cqcplan.view.audience import UNPRINTED
from cqcplan.view.suppress import Withheld
from cqcplan.web.shelf import Book

Form = Literal["line", "long", "lines", "choice", "several", "flag"]
Choices = tuple[tuple[str, str], ...]
FIELD = "field-"
"""How the names of boxes begin that fill a field."""
UNDER, ID, EVERY, UNTIL = "under", "id", "every", "until"
"""Boxes that fill none: what it belongs to, its id, and those of a series of meetings."""
_LONG = frozenset(
    {"text", "definition", "plain_words", "plain_response", "reason", "why", "note", "summary", "response", "outcome",
     "consequence", "mitigation", "public_interest", "purpose", "method", "description"}
)  # fmt: skip
"""Fields that take sentences."""
_ABOUT = frozenset({"visibility", "exempt", "source", "example", "note"})
"""Fields that every entry has, about who may read it and where it comes from."""
_UNPRINTED = frozenset(name for _, name in UNPRINTED)
"""Fields that stand in their own box alone, for those who may read them."""
_AWAY = "-away"
_SCORES: Choices = tuple((str(score), str(score)) for score in range(1, 5))
_TYPED = ("any", "source")
"""What is named in words, because it may be any entry, or a place in a source."""


class Box(NamedTuple):
    """One field of a form."""

    name: str
    words: str
    """What it is called: ``quality statements``."""
    form: Form
    hint: str = ""
    choices: Choices = ()
    needed: bool = False
    option: OptionOf | None = None
    statement: str = ""
    """Of a score: the quality statement, or the category of evidence, that it is of."""
    away: bool = False
    """Whether it takes away what stands in a field and is not shown: ``no`` as long as that is let alone."""

    @property
    def part(self) -> str:
        """The part of the form that it stands in: a record's name, ``about``, ``more``, or nothing for the first."""
        path = self.option.path if self.option else ()
        if self.name in (EVERY, UNTIL, ID):
            return "more"
        if path and path[0] in _ABOUT:
            return "about"
        if len(path) > 1 or self.statement:
            return path[0].replace("_", " ")
        last = self.form in ("lines", "several", "flag") and not (self.needed or self.away)
        return "more" if last else ""


def boxes_of(book: Book, model: type[BaseModel]) -> list[Box]:
    """Return the boxes for the fields of a kind of entry: what must be given first, in the order of its model."""
    must = needed(model)
    found = [box for option in options_of(model) for box in _boxes(book, option, must)]
    return sorted(found, key=lambda box: not box.needed)


def boxes_around(book: Book, kind: KindOf, model: type[BaseModel]) -> tuple[list[Box], list[Box]]:
    """Return the boxes of a new entry that fill no field: those that come first, and those that come last."""
    first = []
    if kind.above:
        choices = _entries(book, kind.above)
        first.append(Box(UNDER, kind.above, "choice", f"The {kind.above} it belongs to.", choices, needed=True))
    last = []
    if kind.name == "meeting":
        words = tuple((word, word.replace("-", " ")) for word in ("week", "month", "quarter", "half-year", "year"))
        last.append(
            Box(EVERY, "again every", "choice", "Adds one every week, month, quarter, half-year or year.", words)
        )
        last.append(Box(UNTIL, "until", "line", "The last day of a series."))
    if "id" in model.model_fields:
        last.append(Box(ID, "id", "line", "Its name in the plan's files. Left empty, it is made of what it is called."))
    return first, last


def _boxes(book: Book, option: OptionOf, must: list[str]) -> Iterator[Box]:
    name, words = FIELD + "-".join(option.path), option.path[-1].replace("_", " ")
    if option.path == ("scores",):
        for each in load_vintage(book.plan.header.framework).statements:
            yield Box(f"{name}-{each.id}", each.name, "choice", "", _SCORES, option=option, statement=each.id)
        return
    is_needed = len(option.path) == 1 and option.path[0] in must
    if option.path == ("categories",):
        for word in option.field.words:
            yield Box(f"{name}-{word}", word.replace("-", " "), "choice", "", _SCORES, option=option, statement=word)
        return
    form, choices = _form(book, option)
    if form is None and not is_needed:
        return
    yield Box(name, words, form or "line", _hint(option, form or "line"), choices, is_needed, option)


def _form(book: Book, option: OptionOf) -> tuple[Form | None, Choices]:
    """Return how a field is asked for, and what it takes; nothing where the plan has nothing that it could name."""
    field = option.field
    if field.what == "flag":
        return "flag", ()
    if field.what == "word":
        return "choice", tuple((word, word.replace("-", " ")) for word in field.words)
    if field.what == "entry" and field.target not in _TYPED:
        choices = _entries(book, field.target)
        return ("several" if field.many else "choice") if choices else None, choices
    if field.many:
        return "lines", ()
    return "long" if field.what == "text" and option.path[-1] in _LONG else "line", ()


def _entries(book: Book, target: str) -> Choices:
    if target == "framework":
        return tuple((each, each) for each in vintage_ids())
    if target == "national metric":
        return tuple((metric.id, f"{metric.id}: {metric.title}") for metric in metrics().values())
    if target in ("theme", "quality statement"):
        vintage = load_vintage(book.plan.header.framework)
        named = vintage.statements if target == "quality statement" else vintage.themes
        return tuple((each.id, each.name) for each in named)
    return tuple(
        (placed.entry.id, book.occasion.name_of(placed.entry.id) if target == "meeting" else title_of(placed.entry))
        for placed in book.entries.values()
        if placed.kind == target
    )


def _hint(option: OptionOf, form: Form) -> str:
    said = [re.sub("^True ", "", meaning_of(option))]  # a tick says that it is true
    if option.field.what == "date":
        said.append("Such as 31 March 2027, June 2027 or autumn 2027.")
    if option.field.target == "any":
        said.append("An entry by its title, id or printed number.")
    if form == "lines":
        said.append("One a line.")
    words = " ".join(each for each in said if each)
    return words[:1].upper() + words[1:]


def value_of(entry: Any, box: Box) -> str | None:
    """Return what an entry has in a field, as it is typed; None where it cannot be typed into a box."""
    if box.option is None or box.away:
        return "no" if box.away else ""
    node = entry
    for step in box.option.path:
        node = field_in(node, step)
    if box.statement:
        score = node.get(box.statement) if isinstance(node, dict) else None
        return None if isinstance(score, BaseModel) else _text(score)
    return _text(node)


def first_value(model: type[BaseModel], box: Box) -> str:
    """Return what a box of a new entry says at first: a flag that is on unless somebody says no."""
    name = box.option.path[0] if box.option else ""
    return (
        "yes" if box.form == "flag" and name in model.model_fields and model.model_fields[name].default is True else ""
    )


def can_be_typed(entry: Any, boxes: list[Box]) -> list[Box]:
    """Return the boxes of an entry's fields, but for those that hold more than a box can."""
    held = {box.option.path for box in boxes if box.option and value_of(entry, box) is None}
    return [box for box in boxes if box.option and box.option.path not in held]


def with_unshown(boxes: list[Box], whole: Any, shown: Any) -> list[Box]:
    """Say at their boxes which fields hold something that is not shown; each has a box beside it to take that away.

    Args:
        boxes: those of an entry.
        whole: the entry as it is kept.
        shown: the same as it may be seen.
    """
    found: list[Box] = []
    for box in boxes:
        name = box.option.path[0] if box.option else ""
        if name not in _UNPRINTED or value_of(whole, box) == value_of(shown, box):
            found.append(box)
            continue
        said = "Something stands here that you may not read. Left empty, it stays; what you write replaces it."
        found.append(box._replace(hint=f"{box.hint} {said}"))
        choices = (("no", "Something that you may not read"), ("yes", "Taken away"))
        words = f"take away the {box.words} that stands here"
        found.append(Box(box.name + _AWAY, words, "flag", "", choices, option=box.option, away=True))
    return found


def is_unprinted(box: Box) -> bool:
    """Whether what stands in a field is for those alone who may read it in its own box."""
    return box.option is not None and box.option.path[0] in _UNPRINTED


def field_in(record: Any, step: str) -> Any:
    """Return a field of a model by its name in YAML."""
    if record is None:
        return None
    fields = type(record).model_fields
    return getattr(record, next((name for name, info in fields.items() if step == (info.alias or name)), step), None)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, BaseModel):
        return _of_record(value)
    if isinstance(value, (tuple, list)) and not isinstance(value, When):
        lines = [_text(each) for each in value]
        return None if any(each is None or "\n" in each for each in lines) else "\n".join(filter(None, lines))
    return None if isinstance(value, Withheld) else str(value)


def _of_record(value: BaseModel) -> str | None:
    """Return a record as one line where that says all of it: a span, or one that has little else than its text."""
    given = {name: getattr(value, name) for name in value.model_fields_set}
    given = {name: each for name, each in given.items() if each is not None}
    if given.keys() == {"from_", "to"} and all(isinstance(each, When) for each in given.values()):
        return f"{given['from_']} to {given['to']}"
    if len(given) == 1 and given.keys() <= {"text", "title", "name"}:
        return str(next(iter(given.values())))
    return None


def typed_in(form: Mapping[str, str], boxes: list[Box]) -> dict[str, str]:
    """Return what a form says in its boxes."""
    return {box.name: in_order(box, form.get(box.name, "")) or ("no" if box.away else "") for box in boxes}


def in_order(box: Box, said: str) -> str:
    """Bring what is said in a box to one form: what is ticked stands in the order of the form."""
    if box.form != "several":
        return said.strip()
    lines, order = said.split("\n"), [key for key, _ in box.choices]
    return "\n".join([*(key for key in order if key in lines), *(each for each in lines if each and each not in order)])


def in_words(box: Box, said: str | None) -> str | None:
    """Return what a box says, as its choices are called; None where nobody touched it."""
    called = dict(box.choices)
    return None if said is None else "; ".join(called.get(line, line) for line in said.splitlines() if line)


def filled(boxes: list[Box], typed: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
    """Return what was typed by field, as it is read: boxes that say something alone."""
    found: dict[tuple[str, ...], Any] = {}
    for box in boxes:
        said = typed.get(box.name, "")
        if box.option is None or not said or box.away:
            continue
        if box.statement:
            found.setdefault(box.option.path, []).append(f"{box.statement}={said}")
        elif box.form in ("lines", "several"):
            found[box.option.path] = [line.strip() for line in said.splitlines() if line.strip()]
        else:
            found[box.option.path] = said
    return found


def dates_among(boxes: list[Box]) -> list[str]:
    """Return the boxes that take a date."""
    return [each.name for each in boxes if each.option and each.option.field.what == "date" and each.form == "line"]
