"""What is asked about what happened to an entry, one question a page, and how an answer is read."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from cqcplan.model.delivery import Update
from cqcplan.model.entries import Placed, title_of
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.recording.meant import as_meant, id_meant
from cqcplan.recording.mistakes import Mistake, NotRecordedError
from cqcplan.recording.updates import TAKES, Said, is_troubled, needs_reason
from cqcplan.typed.dates import read_date
from cqcplan.typed.fields import field_of
from cqcplan.typed.figures import read_figure
from cqcplan.web.shelf import Book

Form = Literal["long", "line", "choice", "yes"]
_ORDER: tuple[tuple[str, Form], ...] = (
    ("value", "line"), ("reviewed", "yes"), ("met", "yes"), ("met_by", "line"), ("submitted", "yes"),
    ("summary", "long"), ("decision", "long"), ("text", "long"), ("rag", "choice"), ("status", "choice"),
    ("due", "line"), ("reason", "long"), ("barriers", "long"), ("recovery", "long"),
    ("evidence", "choice"), ("owner", "choice"),
)  # fmt: skip
_BESIDE: dict[str, tuple[str, ...]] = {
    "rag": ("reason", "barriers", "recovery"), "due": ("reason",), "met": ("met_by",),
}  # fmt: skip
"""What is asked on the page of another question, because it is part of the same answer."""
ONLY_CHANGED = ("owner", "on")
"""What is asked of nobody, but can be said from the last page."""
NEEDED, NOTHING, TOO_LATE = "needed", "nothing", "too-late"
"""Mistakes that only pages know, by the words that their template has for them."""
Answers = Mapping[str, str]


class Question(NamedTuple):
    """One question."""

    name: str
    form: Form
    choices: tuple[tuple[str, str], ...] = ()
    """What is taken, and in what words."""


def questions_of(book: Book, placed: Placed) -> list[Question]:
    """Return what can be asked of an entry, in order; nothing where nothing happens to its kind."""
    takes = TAKES.get(placed.kind, ())
    found = [Question(name, form, _choices(book, placed, name)) for name, form in _ORDER if name in takes]
    found = [each for each in found if each.form != "choice" or each.choices]
    return [*found, Question("on", "line")] if found and placed.kind != "meeting" else found


def _choices(book: Book, placed: Placed, name: str) -> tuple[tuple[str, str], ...]:
    if name == "status":
        model = type(placed.entry) if placed.kind in ("meeting", "resource") else Update
        return tuple((word, STATUS_WORDS.get(word, word.replace("-", " "))) for word in field_of(model, "status").words)
    if name == "rag":
        return tuple((one.colour, one.word) for one in book.occasion.scheme.colours)
    if name == "evidence":
        return tuple((one.id, title_of(one)) for one in book.plan.evidence)
    return tuple((one.id, one.title) for one in book.plan.roles) if name == "owner" else ()


def beside(questions: list[Question], name: str) -> list[Question]:
    """Return what is asked on the same page as a question."""
    return [each for each in questions if each.name in _BESIDE.get(name, ())]


def leads(questions: list[Question]) -> list[Question]:
    """Return the questions that have a page of their own, in order, each with what is asked beside it."""
    names = {each.name for each in questions}
    second = {more for first, others in _BESIDE.items() if first in names for more in others}
    return [each for each in questions if each.name not in (*ONLY_CHANGED, *second)]


def asked(book: Book, questions: list[Question], answers: Answers) -> list[Question]:
    """Return the questions that matter, as far as the answers tell."""
    said = said_of(answers)
    said.rag = answers.get("rag") or None
    skipped = {*ONLY_CHANGED}
    if not needs_reason(book.plan, said):
        skipped.add("reason")
    if not is_troubled(book.plan, said):
        skipped |= {"recovery", "barriers"}
    if answers.get("met") != "yes":
        skipped.add("met_by")
    return [each for each in questions if each.name not in skipped]


def said_of(answers: Answers) -> Said:
    """Put answers together as what is to be recorded."""

    def text(name: str) -> str | None:
        return answers.get(name, "").strip() or None

    return Said(
        status=text("status"),
        rag=text("rag"),
        text=text("text"),
        due=text("due"),
        reason=text("reason"),
        recovery=text("recovery"),
        barriers=text("barriers"),
        owner=text("owner"),
        value=text("value"),
        evidence=tuple(each for each in [text("evidence")] if each),
        met=answers.get("met") == "yes",
        met_by=text("met_by"),
        submitted=answers.get("submitted") == "yes",
        reviewed=answers.get("reviewed") == "yes",
        summary=text("summary"),
        decision=tuple(line.strip() for line in (text("decision") or "").splitlines() if line.strip()),
    )


def day_of(book: Book, answers: Answers) -> date:
    """Return the day that it happened.

    Raises:
        NotRecordedError: what was typed is no day, or one to come.
    """
    typed = answers.get("on", "").strip()
    if not typed:
        return book.day
    try:
        found = read_date(typed, today=book.day)
    except ValueError as error:
        raise NotRecordedError([Mistake("on", str(error))]) from error
    if not found.is_day or found.earliest > book.day:
        raise NotRecordedError([Mistake("on", TOO_LATE)])
    return found.earliest


def wrong_with(book: Book, placed: Placed, name: str, answers: Answers) -> list[Mistake]:
    """Return what is wrong with one answer."""
    typed = answers.get(name, "").strip()
    try:
        _read(book, placed, name, typed, answers)
    except NotRecordedError as error:
        return [mistake._replace(field=name) for mistake in error.mistakes]
    except ValueError as error:
        return [Mistake(name, str(error))]
    return []


def _read(book: Book, placed: Placed, name: str, typed: str, answers: Answers) -> None:
    if name == "on":
        day_of(book, answers)
    if name == "reason" and not typed and needs_reason(book.plan, said_of(answers)):
        raise NotRecordedError([Mistake(name, NEEDED)])
    if not typed:
        return
    entry: Any = placed.entry
    if name == "value":
        read_figure(typed, entry.unit)
    elif name == "met_by":
        id_meant(book.plan, typed)
    elif name in ("status", "rag", "due", "owner", "evidence"):
        model = type(entry) if placed.kind in ("meeting", "resource") else Update
        as_meant(book.plan, model, {(name,): typed}, book.day)
