"""A proposed mapping as a workbook: a sheet for columns, one for words, one for questions."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cqcplan.exchange.own.proposed import Answer, Proposed
from cqcplan.exchange.own.review import words as said
from cqcplan.exchange.workbook import new_workbook

SPARE_ROWS = 20
LOOK, HEAD, TYPED = "#FFE699", "#1F3864", "#FFFFFF"


def review_bytes(proposed: Proposed, as_of: date, command: str) -> bytes:
    """Return the workbook.

    Args:
        proposed: the mapping.
        as_of: the day it is made.
        command: what takes it back.

    Raises:
        MissingPackageError: when XlsxWriter is not installed.
    """
    written = io.BytesIO()
    with new_workbook(written, f"What {proposed.file} is taken for", as_of, "internal") as book:
        _Writer(book).write(proposed, command)
    return written.getvalue()


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "num_format": "@"}
        self.head = book.add_format({**cell, "bold": True, "bg_color": HEAD, "font_color": "#FFFFFF"})
        self.read = book.add_format({**cell, "bg_color": "#F2F2F2"})
        self.typed = book.add_format(cell)
        self.look = book.add_format({**cell, "bg_color": LOOK})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.cell = cell

    def write(self, proposed: Proposed, command: str) -> None:
        about = self.book.add_worksheet(said.ABOUT)
        about.set_column(0, 0, 100)
        about.hide_gridlines(2)
        about.write_string(0, 0, f"What {proposed.file} is taken for", self.title)
        for row, line in enumerate(said.HOW_TO, 2):
            about.write_string(row, 0, line.format(command=command), self.words)
        self._columns(proposed)
        self._words(proposed)
        self._questions(proposed)
        mark = self.book.add_worksheet(said.MARK)
        mark.write_string(0, 0, "1")
        mark.very_hidden()

    def _sheet(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(name)
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, self.head)
        sheet.freeze_panes(1, 0)
        return sheet

    def _columns(self, proposed: Proposed) -> None:
        sheet = self._sheet(said.COLUMNS, said.COLUMN_HEADS, (34, 50, 30, 50))
        taken = {answer.meaning: (name, answer) for name, answer in proposed.columns.items() if answer.meaning}
        unplaced = [answer.check for answer in proposed.columns.values() if not answer.meaning and answer.check]
        for row, (heading, examples) in enumerate(proposed.headings, 1):
            name, answer = taken.get(heading, ("", Answer(None)))
            self._line(sheet, row, (heading, "; ".join(examples)), said.TAKEN_FOR.get(name, ""), answer)
        for row, check in enumerate(unplaced, len(proposed.headings) + 1):
            self._line(sheet, row, ("", ""), "", Answer(None, check))
        _drop_down(sheet, 2, len(proposed.headings), said.TAKEN_FOR.values())

    def _words(self, proposed: Proposed) -> None:
        sheet = self._sheet(said.WORDS, said.WORD_HEADS, (24, 40, 36, 56))
        row = 0
        for section, answers in proposed.words.items():
            first = row + 1
            for word, answer in answers.items():
                row += 1
                meaning = _shown(section, answer.meaning)
                self._line(sheet, row, (said.SECTIONS[section], word), meaning, answer)
                if section == "fills":
                    sheet.write_string(row, 1, word, self.book.add_format({**self.cell, "bg_color": f"#{word}"}))
            choices = {"status": said.STATES, "rag": said.COLOURS, "fills": said.COLOURS}.get(section)
            if choices and row >= first:
                _drop_down(sheet, 2, row, choices.values(), first)

    def _questions(self, proposed: Proposed) -> None:
        sheet = self._sheet(said.QUESTIONS, said.QUESTION_HEADS, (60, 40, 60, 18))
        sheet.set_column(3, 3, 18, None, {"hidden": True})
        for row, (setting, asked) in enumerate(said.ASKED.items(), 1):
            answer = proposed.settings.get(setting, Answer(None))
            sheet.write_string(row, 0, asked.asks, self.read)
            sheet.write_string(row, 1, _listed(answer.meaning), self.look if answer.check else self.typed)
            sheet.write_string(row, 2, answer.check or answer.note, self.look if answer.check else self.read)
            sheet.write_string(row, 3, setting, self.read)
            if asked.choices:
                _drop_down(sheet, 1, row, asked.choices, row)

    def _line(self, sheet: Any, row: int, given: Iterable[str], meaning: str, answer: Answer) -> None:
        place = 0
        for place, text in enumerate(given, 1):
            sheet.write_string(row, place - 1, text, self.read)
        sheet.write_string(row, place, meaning, self.look if answer.check else self.typed)
        sheet.write_string(row, place + 1, answer.check or answer.note, self.look if answer.check else self.read)


def _drop_down(sheet: Any, column: int, last: int, choices: Iterable[str], first: int = 1) -> None:
    if last >= first:
        sheet.data_validation(
            first, column, last, column, {"validate": "list", "source": list(choices), "error_type": "warning"}
        )


def _shown(section: str, meaning: Any) -> str:
    known: Mapping[str, str] = {"status": said.STATES, "rag": said.COLOURS, "fills": said.COLOURS}.get(section, {})
    return known.get(meaning, str(meaning or ""))


def _listed(meaning: Any) -> str:
    if isinstance(meaning, bool):
        return "yes" if meaning else "no"
    if isinstance(meaning, (list, tuple)):
        return "; ".join(map(str, meaning))
    return "" if meaning is None else str(meaning)
