"""A guess made again after a person corrected the last one: what was said stands, and the rest is guessed from it."""

from collections.abc import Mapping as Readonly
from dataclasses import replace

from cqcplan.exchange.grid import Grid
from cqcplan.exchange.own.columns import Column
from cqcplan.exchange.own.found import Found, work_rows
from cqcplan.exchange.own.layout import laid_out, sheet_named
from cqcplan.exchange.own.mapping import Mapping
from cqcplan.exchange.own.profile import profile_of
from cqcplan.exchange.own.proposed import Answer, Proposed

_APART = frozenset({"columns", "status", "rag", "fills", "dates", "owners", "priorities"})


def found_again(said: Mapping, sheets: Readonly[str, Grid]) -> Found:
    """Return the sheet and the columns as a mapping says them.

    Raises:
        CannotReadError: where the file has no such sheet, or no such column.
    """
    sheet = laid_out(said, sheet_named(said.sheet, sheets))
    columns = {name: Column(place, sure=True) for name, place in sheet.places.items()}
    work = work_rows(sheet.grid, said.header_rows)
    profiles = {place: profile_of([sheet.grid.cell(row, place) for row in work], ()) for place in sheet.headings}
    more = [sheet_named(name, sheets) for name in said.more_sheets]
    return Found(sheet.grid, said.header_rows, sheet.headings, columns, profiles, more)


def keep_corrections(out: Proposed, said: Mapping) -> None:
    """Put what a person said in the place of what is guessed; what they left open stays open."""
    given = said.model_dump(exclude_unset=True)
    for name, meaning in given.items():
        if name not in _APART and meaning is not None:
            out.settings[name] = Answer(list(meaning) if isinstance(meaning, tuple) else meaning)
    for name, meaning in given.get("columns", {}).items():
        if meaning is not None:
            out.columns[name] = Answer(meaning)
    for section, answers in out.words.items():
        for word, answer in answers.items():
            meaning = given.get(section, {}).get(word, answer.meaning)
            if meaning != answer.meaning:
                answers[word] = Answer(meaning)
            elif meaning is not None and word in given.get(section, {}):
                answers[word] = replace(answer, check="")
