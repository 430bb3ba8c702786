"""The tracker as a workbook: filters, frozen headings, drop-downs, colours with their words, ready to print."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from cqcplan.exchange.as_xlsx import LONGEST_TEXT
from cqcplan.exchange.sheet_words import post_names, scheme_of
from cqcplan.exchange.tracker import untaken
from cqcplan.exchange.tracker.around import around_of
from cqcplan.exchange.tracker.rows import (
    GIVEN,
    MEASURE_HEADINGS,
    MEASURES,
    NOT_FOR,
    TRACKER,
    Heading,
    Row,
    Tracker,
    given_rows,
    work_headings,
)
from cqcplan.exchange.workbook import new_workbook
from cqcplan.model.dates import day_words
from cqcplan.model.units import unit_of
from cqcplan.model.vocabulary import STATUS_WORDS
from cqcplan.view.made_for import not_for_the_public

DAYS = frozenset({"due", "first_due", "latest_on", "on", "reviewed"})
"""Columns of dates."""
SPARE_ROWS = 50
"""Blank rows below the last, with the same lists, for new work."""
NEW_ROWS = "For new work, use a blank row at the end: Kind, Under (the id it belongs under) and Title. Leave Id blank."
PUBLIC_READS = (
    "What you type under What happened, Reason and Recovery is printed in papers for the public, unless it is imported "
    "with --visibility internal. Write job titles, not people's names."
)
OTHERS_READ = (
    "What you type is for readers of what is {audience}, as this tracker is: no paper for the public has it, unless it "
    "is imported with --visibility public. Write job titles, not people's names."
)
LISTS = "Lists"
COLOURS = {
    "blue": ("#DDEBF7", "#1F3864"),
    "green": ("#E2EFDA", "#1E4620"),
    "amber": ("#FFE699", "#5C3D00"),
    "red": ("#F8CBAD", "#7B1010"),
    "grey": ("#E7E6E6", "#3B3838"),
}
"""Background and letters of each colour; every pair can be told apart by contrast alone."""
LINE, HIGHEST = 13.0, 409.0
"""How high a line of text is, and the highest row of Excel, in points."""
HEAD, READ_ONLY, BAND = (f"#{colour}" for colour in (untaken.HEAD, untaken.READ_ONLY, untaken.BAND))


def tracker_bytes(tracker: Tracker) -> bytes:
    """Return the workbook.

    Raises:
        MissingPackageError: when XlsxWriter is not installed.
    """
    written = io.BytesIO()
    header = tracker.plan.header
    with new_workbook(
        written, f"{header.council.name}: {header.title}: tracker", tracker.as_of, tracker.audience
    ) as book:
        _Writer(book, tracker).write()
    return written.getvalue()


class _Writer:
    def __init__(self, book: Any, tracker: Tracker) -> None:
        self.book, self.tracker = book, tracker
        self.scheme = scheme_of(tracker.plan)
        self.headings = work_headings(tracker.plan)
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        band = {**cell, "bg_color": BAND, "bold": True}
        self.formats = {
            "head": book.add_format({**cell, "bold": True, "bg_color": HEAD, "font_color": "#FFFFFF"}),
            "typed": book.add_format(cell),
            "read": book.add_format({**cell, "bg_color": READ_ONLY}),
            "band": book.add_format(band),
            "figure": book.add_format({**cell, "bg_color": READ_ONLY, "align": "left"}),
            # text, so that no program takes "June 2027" for 1 June, or 03/04/2027 for 4 March
            "typed day": book.add_format({**cell, "num_format": "@", "align": "left"}),
            "read day": book.add_format({**cell, "num_format": "dd/mm/yyyy", "align": "left", "bg_color": READ_ONLY}),
            "band day": book.add_format({**band, "num_format": "dd/mm/yyyy", "align": "left"}),
            "typed percent": book.add_format({**cell, "num_format": "0.##%", "align": "left"}),
            "read percent": book.add_format({**cell, "num_format": "0.##%", "align": "left", "bg_color": READ_ONLY}),
            "typed money": book.add_format({**cell, "num_format": "£#,##0.##", "align": "left"}),
            "read money": book.add_format({**cell, "num_format": "£#,##0.##", "align": "left", "bg_color": READ_ONLY}),
            "title": book.add_format({"bold": True, "font_size": 16}),
            "heading": book.add_format({"bold": True, "font_size": 12, "valign": "bottom"}),
            "words": book.add_format({"text_wrap": True, "valign": "top"}),
            "strong": book.add_format({"text_wrap": True, "valign": "top", "bold": True}),
        }

    def write(self) -> None:
        first = self.book.add_worksheet("How to use")
        work = self.book.add_worksheet(TRACKER)
        measures = self.book.add_worksheet(MEASURES)
        lists = self.book.add_worksheet(LISTS)
        given = self.book.add_worksheet(GIVEN)
        self._how_to_use(first)
        ranges = self._lists(lists)
        self._sheet(work, self.headings, self.tracker.work)
        self._sheet(measures, MEASURE_HEADINGS, self.tracker.measures)
        for around in around_of(self.tracker.plan, self.tracker.as_of) if not self.tracker.part else ():
            self._sheet(self.book.add_worksheet(around.name), around.headings, around.rows)
        self._drop_downs(work, ranges)
        self._colours(work)
        for number, row in enumerate(given_rows(self.tracker)):
            for place, value in enumerate(row):
                given.write_string(number, place, str(value)[:LONGEST_TEXT])
        lists.hide()
        given.very_hidden()
        work.activate()

    def _sheet(self, sheet: Any, headings: Sequence[Heading], rows: Sequence[Row]) -> None:
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, heading.width)
            sheet.write_string(0, place, heading.title, self.formats["head"])
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height((row.values.get(heading.key, ""), heading.width) for heading in headings))
            for place, heading in enumerate(headings):
                is_typed = heading.typed and heading.key not in NOT_FOR.get(row.kind, ())
                look = "typed" if is_typed else "band" if row.kind == "priority" else "read"
                unit = row.values.get("unit", "")
                self._cell(sheet, number, place, row.values.get(heading.key, ""), look=look, key=heading.key, unit=unit)
        last = len(rows) + (SPARE_ROWS if headings is self.headings else 0)
        for number in range(len(rows) + 1, last + 1):
            for place, heading in enumerate(headings):
                sheet.write_blank(number, place, None, self.formats["typed day" if heading.key in DAYS else "typed"])
        sheet.freeze_panes(1, [heading.key for heading in headings].index("title") + 1)
        sheet.autofilter(0, 0, max(1, last), len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3: fourteen columns on A4 cannot be read
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        header = self.tracker.plan.header
        title = f"{header.council.name}: {header.title}".replace("&", "&&")
        marking = not_for_the_public(self.tracker.audience)
        sheet.set_header(f"&L{title}&C&B{marking}&B&RAs of {day_words(self.tracker.as_of)}")
        sheet.set_footer(f"&LFor: {self.tracker.audience}&C&B{marking}&B&RPage &P of &N")
        sheet.print_area(0, 0, len(rows), len(headings) - 1)

    def _cell(self, sheet: Any, row: int, place: int, text: str, *, look: str, key: str, unit: str) -> None:
        if key in DAYS and look == "typed":
            sheet.write_string(row, place, _day_shown(text), self.formats["typed day"])
        elif key in DAYS:
            try:
                sheet.write_datetime(row, place, date.fromisoformat(text), self.formats[f"{look} day"])
            except ValueError:
                sheet.write_string(row, place, text, self.formats[f"{look} day"])
        elif key in ("latest", "value"):
            self._figure(sheet, row, place, text, look=look, unit=unit)
        else:
            sheet.write_string(row, place, text[:LONGEST_TEXT], self.formats[look])

    def _figure(self, sheet: Any, row: int, place: int, text: str, *, look: str, unit: str) -> None:
        """Write a figure in the format of what it counts, so that 62 typed under per cent is 62%."""
        known = unit_of(unit)
        kind = "percent" if known.is_percentage else "money" if known.before and not known.power else ""
        shown = self.formats[f"{look} {kind}" if kind else "figure" if look == "read" else look]
        try:
            sheet.write_number(row, place, float(text) / 100 if kind == "percent" else float(text), shown)
        except ValueError:  # none yet, or withheld from the audience
            sheet.write_string(row, place, text, shown)

    def _lists(self, sheet: Any) -> dict[str, str]:
        """Write the words to choose from, and return where they stand."""
        label = self.tracker.plan.header.labels.priority
        words = {
            "status": list(STATUS_WORDS.values()),
            "rag": [colour.word for colour in self.scheme.colours],
            "owner": sorted(post_names(self.tracker.plan).values()),
            "kind": ["Action", "Milestone", label],
            "under": [row.id for row in self.tracker.work if row.kind != "milestone"],
        }
        ranges = {}
        for place, (key, choices) in enumerate(words.items()):
            sheet.write_string(0, place, key)
            for number, choice in enumerate(choices, 1):
                sheet.write_string(number, place, choice)
            column = chr(ord("A") + place)
            if choices:
                ranges[key] = f"={LISTS}!${column}$2:${column}${len(choices) + 1}"
        return ranges

    def _drop_downs(self, sheet: Any, ranges: dict[str, str]) -> None:
        places = {heading.key: place for place, heading in enumerate(self.headings)}
        last = len(self.tracker.work) + SPARE_ROWS
        for key, source in ranges.items():
            heading = self.headings[places[key]]
            sheet.data_validation(
                1,
                places[key],
                last,
                places[key],
                {
                    "validate": "list",
                    "source": source,
                    "ignore_blank": True,
                    "error_title": heading.title[:32],
                    "error_message": "Choose one of the words in the list.",
                },
            )

    def _colours(self, sheet: Any) -> None:
        place = next(place for place, heading in enumerate(self.headings) if heading.key == "rag")
        last = len(self.tracker.work) + SPARE_ROWS
        for colour in self.scheme.colours:
            background, letters = COLOURS[colour.colour]
            word = colour.word.replace('"', '""')
            sheet.conditional_format(
                1,
                place,
                last,
                place,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": self.book.add_format({"bg_color": background, "font_color": letters, "bold": True}),
                },
            )

    def _how_to_use(self, sheet: Any) -> None:
        header, formats, audience = self.tracker.plan.header, self.formats, self.tracker.audience
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 90)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, f"{header.council.name}: {header.title}", formats["title"])
        lines: list[tuple[str, str]] = [
            ("", f"The position on {day_words(self.tracker.as_of)}, for the audience: {self.tracker.audience}."),
            *([("", f"It holds the part of {self.tracker.part}.")] if self.tracker.part else []),
            ("How to use it", ""),
            ("1", "On the sheet Tracker, type in the white cells only. Shaded cells are for reading."),
            ("2", "Change what has changed. Leave the rest as it is: only cells that you change are taken."),
            ("3", NEW_ROWS),
            ("4", "On the sheet Measures, type the new figure and the day it is of."),
            ("5", "Sort and filter as you like. Deleting a row deletes nothing in the plan; nor does emptying a cell."),
            ("6", "Save, and give the file back. It comes in with: cqcplan import FILE"),
            ("Who will read it", PUBLIC_READS if audience == "public" else OTHERS_READ.format(audience=audience)),
            (f"What {self.scheme.name} means", ""),
            *((colour.word, _sentence(colour.meaning)) for colour in self.scheme.colours),
            ("The columns of Tracker", ""),
            *((heading.title, heading.says) for heading in self.headings),
            ("The columns of Measures", ""),
            *((heading.title, heading.says) for heading in MEASURE_HEADINGS),
        ]
        for number, (left, right) in enumerate(lines, 2):
            sheet.set_row(number, _height([(left, 26), (right, 90)], least=2 if left and not right else 1))
            sheet.write_string(number, 0, left, formats["heading" if left and not right else "strong"])
            sheet.write_string(number, 1, right, formats["words"])
        for colour in self.scheme.colours:
            background, letters = COLOURS[colour.colour]
            place = next(number for number, line in enumerate(lines, 2) if line[0] == colour.word)
            look = {"bg_color": background, "font_color": letters, "bold": True, "valign": "top"}
            sheet.write_string(place, 0, colour.word, self.book.add_format(look))


def _day_shown(text: str) -> str:
    """Write a day as people read it; what is vaguer stays as it is."""
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _height(texts: Iterable[tuple[str, int]], least: int = 1) -> float:
    """Return the height of a row whose texts wrap in columns of some width: not every program works it out."""
    lines = [sum(len(wrap(line, width)) or 1 for line in text.split("\n")) for text, width in texts]
    return min(HIGHEST, LINE * max(least, *lines) + 3)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
