"""The values of an entry as they were typed, read as each field takes them: a date, a word, a figure, another entry."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from cqcplan.english import with_article
from cqcplan.framework.vintage import load_vintage, vintage_ids
from cqcplan.model.base import Ref
from cqcplan.model.dates import When
from cqcplan.model.delivery import Comparator, Interim, Rebase, SeriesBreak
from cqcplan.model.document import Plan
from cqcplan.model.header import Header, default_scheme
from cqcplan.model.vocabulary import Colour, choices
from cqcplan.problems.nearest import did_you_mean
from cqcplan.typed.dates import read_date, written
from cqcplan.typed.entries import NotMeantError, entry_meant
from cqcplan.typed.figures import read_figure
from cqcplan.typed.measures import ADDRESS, Said, comparator, day_and_words, interim
from cqcplan.typed.words import read_flag, read_word

What = Literal["date", "figure", "flag", "word", "entry", "record", "text"]


class Field(NamedTuple):
    """What a field takes."""

    what: What
    many: bool
    """Whether it is a list."""
    words: tuple[str, ...] = ()
    """Where it is a word: those it takes."""
    target: str = ""
    """Where it names an entry: the kind of it, or ``any``."""
    record: type[BaseModel] | None = None
    """Where it is a record of its own: its model."""
    whole: bool = False
    """Where it is a figure: whether it is a whole number."""


class Typed(NamedTuple):
    """What a plan takes to understand what was typed about it."""

    plan: Plan
    today: date | None = None
    unit: str = ""
    """Of a measure: what its figures are counted in."""

    def value(self, model: type[BaseModel], name: str, typed: object) -> Any:
        """Read one field.

        Raises:
            ValueError: with one sentence, where it is not understood.
        """
        field = field_of(model, name)
        if isinstance(typed, Sequence) and not isinstance(typed, str):
            several = [self._one(field, name, item) for item in typed]
            return several[0] if len(several) == 1 and name in _ONE_WILL_DO else several
        read = self._one(field, name, typed)
        return [read] if field.many and name not in _ONE_WILL_DO else read

    def values(self, model: type[BaseModel], typed: Mapping[str, object]) -> dict[str, Any]:
        """Read the fields of an entry, in the order given."""
        return {name: self.value(model, name, value) for name, value in typed.items() if value is not None}

    def _one(self, field: Field, name: str, typed: object) -> Any:
        if isinstance(typed, Mapping):
            return self.values(field.record, typed) if field.record else dict(typed)
        if not isinstance(typed, str):
            return typed
        text = typed.strip()
        if field.what == "word":
            return colour_meant(self.plan, text) if name == "rag" else read_word(text, field.words, what=_called(name))
        if field.what == "entry":
            return self.entry(field.target, text)
        if field.what == "date":
            return self._date(text, span=field.record is not None)
        return self._of_measure(field, text) if self.unit else _READ[field.what](field, text)

    def _of_measure(self, field: Field, text: str) -> Any:
        if field.what == "figure":
            return read_figure(text, self.unit)
        if field.record in _SENTENCES:
            return _SENTENCES[field.record](text, Said(self.unit, self.today, lambda said: self.entry("source", said)))
        return _READ[field.what](field, text)

    def _date(self, text: str, *, span: bool) -> Any:
        if span and (found := re.fullmatch(r"(.+?\d)\s*(?:\.\.| to | until )\s*(.+)", text)):
            return {"from": self._date(found[1], span=False), "to": self._date(found[2], span=False)}
        form = written(read_date(text, today=self.today))
        return int(form) if form.isdigit() else form

    def entry(self, target: str, text: str) -> str:
        """Return the id of the entry, theme, quality statement, vintage or source that is meant."""
        header = self.plan.header
        if target == "framework":
            return read_word(text, vintage_ids(), what="a framework")
        if target == "national metric":
            return _metric(text)
        if target in ("theme", "quality statement"):
            return _of_framework(header, target, text)
        if target == "source":
            return self._source_meant(text)
        return entry_meant(self.plan, text, () if target == "any" else (target,)).entry.id

    def _source_meant(self, text: str) -> str:
        """Return a source, and the place in it; an address that no source has is one that is to be added."""
        if ADDRESS.fullmatch(text):
            return next((source.id for source in self.plan.sources if source.url == text), text)
        first, _, rest = text.partition(" ")
        try:
            return entry_meant(self.plan, text, ("source",)).entry.id
        except NotMeantError as whole:
            try:
                known = entry_meant(self.plan, first, ("source",)).entry.id
            except NotMeantError:
                raise whole from None
            return f"{known} {rest}".strip()


def colour_meant(plan: Plan, text: str) -> str:
    """Return the colour of the council's scheme that is meant, by its name, its letter or the council's word.

    Raises:
        ValueError: where it is none of the scheme's.
    """
    scheme = plan.header.status_scheme or default_scheme()
    colours = [one.colour for one in scheme.colours]
    named = {word: one.colour for one in scheme.colours for word in (one.word, one.letter)}
    try:
        return read_word(text, colours, named, what=f"a colour of this plan ({scheme.name})")
    except ValueError as error:
        if read_word_or_none(text, choices(Colour)) == "blue":
            raise ValueError(
                f'"{text}" is no colour of this plan ({scheme.name}: {", ".join(colours)}): for finished work give the '
                "status complete"
            ) from error
        raise


def read_word_or_none(text: str, allowed: Sequence[str]) -> str | None:
    """Return the word that is meant, or nothing."""
    try:
        return read_word(text, allowed)
    except ValueError:
        return None


def _of_framework(header: Header, target: str, text: str) -> str:
    vintage = load_vintage(header.framework)
    if target == "quality statement":
        found = vintage.find_statement(text) or vintage.find_statement(text.replace("-", " "))
        known = {each.name: each.id for each in vintage.statements}
        identity = found.id if found else None
    else:
        wanted = " ".join(text.split()).casefold()
        known = {each.name: each.id for each in vintage.themes}
        identity = next(
            (
                each.id
                for each in vintage.themes
                if wanted in (each.id, *(name.casefold() for name in (each.name, *each.aliases)))
            ),
            None,
        )
    if identity:
        return identity
    near = did_you_mean(text, [*known, *known.values()])
    listed = ", ".join(known.values())
    raise ValueError(f'"{text}" is no {target} of {header.framework}: {near or f"write one of {listed}"}')


def _metric(text: str) -> str:
    """Return the id of the national metric that is meant: by its id, its code, or words that only it has."""
    from cqcplan.metrics.catalogue import metrics, search  # noqa: PLC0415 - only where one is typed

    wanted = " ".join(text.split()).casefold()
    found = [each for each in metrics().values() if wanted in (each.id, each.code.casefold())] or search(text)
    if len(found) == 1:
        return found[0].id
    if found:
        listed = "; ".join(f"{each.id} ({each.title})" for each in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise ValueError(f'"{text}" may be {len(found)} national metrics: {listed}{more}')
    near = did_you_mean(text, list(metrics()))
    raise ValueError(f'"{text}" is no national metric: {near or "cqcplan metrics lists them"}')


def _figure(field: Field, text: str) -> int | float:
    figure = read_figure(text)
    if field.whole and not isinstance(figure, int):
        raise ValueError(f'"{text}" is not a whole number')
    return figure


def _record(field: Field, text: str) -> object:
    """Take a text for a record that is little else."""
    main = next(
        (name for name in ("text", "title", "name") if field.record and name in field.record.model_fields), None
    )
    return {main: text} if main else text


def _called(name: str) -> str:
    return with_article(name.replace("_", " "))


_READ: dict[str, Callable[[Field, str], Any]] = {
    "figure": _figure, "flag": lambda _, text: read_flag(text), "record": _record, "text": lambda _, text: text,
}  # fmt: skip
_SENTENCES: dict[type[BaseModel] | None, Callable[[str, Said], dict[str, Any]]] = {
    Comparator: comparator, Interim: interim, SeriesBreak: day_and_words, Rebase: day_and_words,
}  # fmt: skip
"""Records that are typed as one sentence."""
_SHOWN = 8
"""How many national metrics a message lists."""
_ONE_WILL_DO = ("made_to",)
"""Lists for which one may stand alone."""


@cache
def field_of(model: type[BaseModel], name: str) -> Field:
    """Tell what a field takes, by its name in YAML.

    Raises:
        KeyError: where the model has no such field.
    """
    info = next(
        (field for key, field in model.model_fields.items() if name == (field.alias or key)), None
    ) or model.model_fields.get(name)
    if info is None:
        raise KeyError(name)
    found = _Found()
    for mark in info.metadata:
        found.mark(mark)
    found.walk(info.annotation)
    return found.field()


class _Found:
    """What stands in an annotation."""

    def __init__(self) -> None:
        self.target = ""
        self.words: list[str] = []
        self.kinds: set[type] = set()
        self.record: type[BaseModel] | None = None
        self.many = False

    def mark(self, mark: object) -> None:
        if isinstance(mark, Ref):
            self.target = mark.target

    def walk(self, annotation: Any) -> None:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *marks = get_args(annotation)
            for mark in marks:
                self.mark(mark)
            self.walk(inner)
        elif origin is Literal:
            self.words += [word for word in get_args(annotation) if isinstance(word, str)]
        elif origin in (Union, UnionType, tuple, dict):
            self.many = self.many or origin is tuple
            for part in get_args(annotation):
                self.walk(part)
        elif isinstance(annotation, type):
            if issubclass(annotation, BaseModel):
                self.record = self.record or annotation
            else:
                self.kinds.add(annotation)

    def field(self) -> Field:
        """Say what it comes to."""
        found: tuple[tuple[What, object], ...] = (
            ("entry", self.target), ("word", self.words), ("date", When in self.kinds), ("record", self.record),
            ("flag", bool in self.kinds), ("figure", self.kinds & {int, float}),
        )  # fmt: skip
        what: What = next((each for each, is_so in found if is_so), "text")
        return Field(what, self.many, tuple(self.words), self.target, self.record, float not in self.kinds)
