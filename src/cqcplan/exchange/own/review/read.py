"""A review workbook that comes back, read as the mapping that it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from cqcplan.exchange.grid import Grid
from cqcplan.exchange.own import mapping as form
from cqcplan.exchange.own.review import words as said
from cqcplan.exchange.sheet_words import folded, one_line

_BY_SETTING = 3
"""The column of questions that names the setting."""


class MistakeError(ValueError):
    """One answer that cannot be taken; says where it stands."""


def is_review(sheets: Mapping[str, Grid]) -> bool:
    """Whether these are the sheets of a review workbook."""
    return said.MARK in sheets


def reviewed(sheets: Mapping[str, Grid]) -> tuple["form.Mapping | None", list[str]]:
    """Read the mapping, or say all that is wrong with it, each with its sheet and row."""
    data: dict[str, Any] = {}
    mistakes: list[str] = []
    for name, read in ((said.COLUMNS, _column), (said.WORDS, _word), (said.QUESTIONS, _question)):
        grid = sheets.get(name)
        if grid is None:
            mistakes.append(f'there is no sheet "{name}": give back the workbook with all of its sheets')
            continue
        for row in range(1, len(grid.rows)):
            try:
                read(data, [one_line(grid.cell(row, place).text) for place in range(4)])
            except MistakeError as mistake:
                mistakes.append(f"{name}, row {row + 1}: {mistake}")
    if mistakes:
        return None, mistakes
    try:
        return form.Mapping.model_validate(data), []
    except ValidationError as error:
        return None, list(_of_model(error))


def _column(data: dict[str, Any], cells: list[str]) -> None:
    heading, _, meaning, _ = cells
    if not meaning or not heading:
        return
    name = _chosen(meaning, said.TAKEN_FOR, "Taken for")
    columns = data.setdefault("columns", {})
    if name in columns:
        raise MistakeError(f'"{columns[name]}" is taken for {said.TAKEN_FOR[name]} already: leave one of the two blank')
    columns[name] = heading


def _word(data: dict[str, Any], cells: list[str]) -> None:
    kind, word, meaning, _ = cells
    if not word:
        return
    section = _chosen(kind, said.SECTIONS, "What it is")
    choices = {"status": said.STATES, "rag": said.COLOURS, "fills": said.COLOURS}.get(section)
    means: str | None = (_chosen(meaning, choices, "Taken for") if choices else meaning) if meaning else None
    data.setdefault(section, {})[word] = means


def _question(data: dict[str, Any], cells: list[str]) -> None:
    answer, setting = cells[1], cells[_BY_SETTING]
    if not answer or not setting:
        return
    asked = said.ASKED.get(setting)
    if asked is None:
        raise MistakeError(f'"{setting}" in the hidden column is no setting: leave it as it was')
    if asked.choices:
        chosen = _chosen(answer, {choice: choice for choice in asked.choices}, "Answer")
        data[setting] = chosen == "yes" if asked.choices == said.YES_NO else chosen
    elif asked.several:
        parts = [part for part in map(one_line, answer.split(";")) if part]
        data[setting] = [_number(part) for part in parts] if setting == "header_rows" else parts
        if setting == "fill_down":
            data[setting] = [_chosen(part, said.TAKEN_FOR, "Answer") for part in parts]
    else:
        data[setting] = _number(answer) if setting == "last_row" else answer


def _chosen(answer: str, choices: Mapping[str, str], column: str) -> str:
    """Return what is meant by one of some words, or by what a mapping calls it."""
    by_word = {folded(word): name for name, word in choices.items()} | {folded(name): name for name in choices}
    found = by_word.get(folded(answer))
    if found is None:
        raise MistakeError(f'{column}: "{answer}" is none of {", ".join(choices.values())}')
    return found


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise MistakeError(f'Answer: "{text}" is not the number of a row') from None


def _of_model(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False):
        route = [str(step) for step in each["loc"]]
        if route[:2] == ["columns", "title"] or route == ["columns"]:
            yield f"{said.COLUMNS}: no column is taken for {said.TAKEN_FOR['title']}: say which one is"
        else:
            asked = said.ASKED.get(route[0]) if route else None
            yield f"{said.QUESTIONS}: {asked.asks if asked else '.'.join(route)} {each['msg']}"
