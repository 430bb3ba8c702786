"""What somebody began on before, as pages show it to them: what it is called, and the words that are theirs."""

from collections.abc import Mapping
from typing import NamedTuple

from cqcplan.english import with_article
from cqcplan.web.drafts import Unsaved, drafts_of, typed
from cqcplan.web.frame import Page
from cqcplan.web.grid import TEXT, VALUE
from cqcplan.web.shelf import Book

Choices = Mapping[str, Mapping[str, str]]
"""How what is chosen in a field is called, by the field's name."""
_NAMED_BY = ("field-title", "field-name", "field-text", "reason", "word")
"""What tells one form of a kind from another, where it is about no entry of the plan."""
_LONGEST = 80


class Begun(NamedTuple):
    """One form that was begun and not saved."""

    kind: str
    about: str
    """What it is about: an entry's title, or ``an action``; nothing where that is no longer in the plan."""
    words: str
    """The first of its words, where that tells more."""
    address: str


class Row(NamedTuple):
    """What was typed into one field."""

    name: str
    title: str
    """Of the entry that it is about, where it is about another than the form is."""
    words: str
    """Nothing where it was cleared."""


def unsaved(book: Book) -> list[Begun]:
    """Return what whoever sits there began on and did not save."""
    if book.served.read_only or book.served.folder:
        return []
    return [called(book, each) for each in drafts_of(book).listed()]


def called(book: Book, one: Unsaved) -> Begun:
    """Return what a form is called."""
    placed, kind = book.entries.get(one.about.get("entry", "")), one.about.get("kind", "")
    about = book.title_of(placed) if placed else with_article(kind.replace("-", " ")) if kind else ""
    words = next((one.form[name].strip() for name in _NAMED_BY if one.form.get(name, "").strip()), "")
    first = "" if placed else words.partition("\n")[0]
    cut = first if len(first) <= _LONGEST else f"{first[:_LONGEST].rstrip()} …"
    return Begun(one.kind, about, cut, book.to.page(one.address))


def page(book: Book, one: Unsaved, choices: Choices, *, is_there: bool) -> Page:
    """Show what was typed, before anything is asked again.

    Args:
        book: the plan.
        one: the form that was sent.
        choices: what its choices are called.
        is_there: whether what it is about still is: otherwise the words alone are shown.
    """
    # with the day that figures are of, though nobody touched it
    words = {name: one.form[name] for name in ("on",) if one.form.get(name)} | typed(one.form)
    rows = [_row(book, name, said, choices) for name, said in words.items()]
    known = {name: said for name, said in one.lasting.items() if _is_known(book, name)}
    given = {
        "begun": called(book, one), "rows": rows, "carried": known if is_there else {}, "is_there": is_there,
        "entry": one.about.get("entry", "") if one.about.get("entry", "") in book.entries else "",
    }  # fmt: skip
    return Page("begun", given)


def _row(book: Book, name: str, said: str, choices: Choices) -> Row:
    begins = next((each for each in (VALUE, TEXT) if name.startswith(each)), "")
    placed = book.entries.get(name.removeprefix(begins)) if begins else None
    words = choices.get(name, {})
    said = "\n".join(words.get(line, line) for line in said.splitlines())
    return Row(begins.rstrip("-") if placed else name, book.title_of(placed) if placed else "", said)


def _is_known(book: Book, name: str) -> bool:
    """Whether a field may be carried: not what was shown of something that these readers no longer see."""
    return not name.startswith("shown-") or name.removeprefix("shown-") in book.entries
