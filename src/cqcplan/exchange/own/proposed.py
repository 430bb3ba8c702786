"""A mapping as it is proposed: every answer, and what is less than sure of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cqcplan.exchange.sheet_words import one_line


@dataclass(frozen=True, slots=True)
class Answer:
    """What one thing is taken for."""

    meaning: Any
    check: str = ""
    """What a person has to look at; empty where it is sure."""
    note: str = ""
    """What is worth knowing, and needs no answer."""

    def answered(self, given: str) -> "Answer":
        """Return what a person said instead, as the kind of thing that stood there."""
        if isinstance(self.meaning, bool):
            return Answer(given.strip().casefold() in ("yes", "y", "true"))
        if isinstance(self.meaning, list):
            return Answer([part.strip() for part in given.split(";") if part.strip()])
        return Answer(given.strip())


@dataclass(slots=True)
class Proposed:
    """Everything that a guess says."""

    file: str
    settings: dict[str, Answer] = field(default_factory=dict)
    """By the name in the mapping, in its order; ``columns`` and the words stand apart."""
    columns: dict[str, Answer] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    """Headings that are taken for nothing."""
    headings: list[tuple[str, list[str]]] = field(default_factory=list)
    """Every heading, as the mapping names it, with examples of what stands below."""
    words: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """By section (``status``, ``owners``), what each word means."""
    sheets: list[str] = field(default_factory=list)
    """Sheets that are not read, each with why."""

    @property
    def questions(self) -> list[tuple[str, dict[str, Answer], str]]:
        """What a person has to look at: what it is part of, where the answer is kept, and under what name."""
        places = [("", self.settings), ("Column", self.columns), *self.words.items()]
        return [(place, answers, name) for place, answers in places for name, answer in answers.items() if answer.check]

    def data(self) -> dict[str, Any]:
        """Return the mapping as plain data."""
        out = {name: answer.meaning for name, answer in self.settings.items() if answer.meaning is not None}
        out["columns"] = {name: answer.meaning for name, answer in self.columns.items()}
        for section, words in self.words.items():
            out[section] = {word: answer.meaning for word, answer in words.items()}
        return out

    def yaml(self) -> str:
        """Return the mapping as YAML, with a remark where something is less than sure."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"# A mapping proposed for {one_line(self.file)}: read it, correct it, then import with --mapping."
        if self.sheets:
            yield f"# sheets that are not read: {'; '.join(self.sheets)}"
        for name, answer in self.settings.items():
            yield f"{name}: {_value(name, answer.meaning)}{_said(answer)}"
            if name == "header_rows":
                yield "columns:"
                for column, where in self.columns.items():
                    yield f"  {column}: {_quoted(where.meaning)}{_said(where)}"
                if self.unread:
                    yield f"  # not read: {', '.join(self.unread)}"
        for section, words in self.words.items():
            if not words:
                continue
            yield f"{section}:{_SAYS.get(section, '')}"
            for word, answer in words.items():
                meaning = answer.meaning
                shown = _quoted(meaning) if section in ("dates", "priorities", "owners") else meaning
                if section in ("priorities", "owners") and re.fullmatch("[a-z][a-z0-9-]*", meaning or ""):
                    shown = meaning  # an id needs no quotes
                yield f"  {_quoted(word)}: {'null' if meaning is None else shown}{_said(answer)}"


_SAYS = {
    "fills": "  # where the RAG cell has a colour and no word",
    "owners": "  # the id of a post, or the title of a new one; null leaves it out",
    "priorities": "  # the id of a priority, or the title of a new one",
    "dates": "  # a date such as 30 April 2027 or April 2027; null gives none",
}


def _said(answer: Answer) -> str:
    if answer.check:
        return f"  # CHECK: {answer.check}"
    return f"  # {answer.note}" if answer.note else ""


def _value(name: str, meaning: Any) -> str:
    if meaning is None:
        return "null"
    if isinstance(meaning, bool):
        return "true" if meaning else "false"
    if isinstance(meaning, list | tuple):
        return f"[{', '.join(_quoted(one) if isinstance(one, str) else str(one) for one in meaning)}]"
    return _quoted(meaning) if name in ("sheet", "priority") else str(meaning)


def _quoted(text: Any) -> str:
    """Quote a text for YAML; nothing is null."""
    return "null" if text is None else json.dumps(one_line(str(text)), ensure_ascii=False)
