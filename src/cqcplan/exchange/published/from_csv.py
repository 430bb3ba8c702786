"""Published results from a CSV file: a row for each council."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from cqcplan.exchange.csv_text import read_csv
from cqcplan.exchange.dates_in import read_when
from cqcplan.files.loaded import LoadedFile
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.model.results import OwnResult
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Place, Problem
from cqcplan.typed.date_words import NOT_YET

_ALIASES = {
    "council": ("council", "local authority", "authority", "council name", "name"),
    "published": ("published", "date", "date published", "publication date", "report published"),
    "kind": ("kind", "type"),
    "scores": ("scores", "nine scores"),
    "overall_percent": ("overall percent", "percent", "percentage", "overall percentage", "overall score", "overall"),
    "rating": ("rating", "overall rating"),
    "points_known": ("points known", "points", "total", "total points"),
    "source": ("source",),
    "addresses": ("addresses", "address", "url", "link", "web address"),
    "checked": ("checked",),
    "supersedes": ("supersedes",),
    "withdrawn": ("withdrawn",),
    "note": ("note", "notes"),
    "collected": ("collected",),
    "limits": ("limits",),
}
NONE = frozenset({*NOT_YET, "not known", "unknown", "null"})
"""What stands in a cell where there is nothing to say."""


class Row(NamedTuple):
    """One result, and where it stands."""

    item: OwnResult
    line: int
    columns: dict[str, Place]
    """Where each field of it stands; a field that is not written stands where its row begins."""


class Sheet(NamedTuple):
    """What a file holds."""

    collected: str | None
    limits: str | None
    rows: list[Row]
    problems: list[Problem]


def read_sheet(file: LoadedFile, raw: bytes) -> Sheet:
    """Read a table of results; every cell that is wrong is a problem of its own."""
    try:
        rows = read_csv(raw)
    except ValueError as error:
        return Sheet(None, None, [], [file.problem_at("004", Place(1, 1), str(error), help="save it as CSV, UTF-8")])
    places = _places(file.text or "")
    head = rows[0] if rows else []
    fields, problems = _fields(file, head, places)
    if problems:
        return Sheet(None, None, [], problems)
    found: list[Row] = []
    about: dict[str, str] = {}
    for number, cells in enumerate(rows[1:], 1):
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(file, cells, (fields, places[number] if number < len(places) else []), about, problems)
        if row:
            found.append(row)
    if not found and not problems:
        problems.append(
            file.problem_at("106", Place(1, 1), "no row has a result in it", help="write a row for each council")
        )
    return Sheet(about.get("collected"), about.get("limits"), found, problems)


def _places(text: str) -> list[list[Place]]:
    """Return where every cell stands: they are told apart by the sign that parts the first line."""
    parts = max(",;\t", key=text.split("\n", 1)[0].count)
    rows: list[list[Place]] = [[Place(1, 1)]]
    line, began, quoted = 1, 0, False
    for at, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        if sign == "\n":
            line, began = line + 1, at + 1
            if not quoted:
                rows.append([Place(line, 1)])
        elif sign == parts and not quoted:
            rows[-1].append(Place(line, at - began + 2))
    return rows


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[\s_\-%:]+", " ", title.casefold()).split())


def _fields(file: LoadedFile, head: Sequence[str], places: list[list[Place]]) -> tuple[list[str | None], list[Problem]]:
    """Tell what each column holds: a field, or the score of a quality statement by its id."""
    vintage = load_vintage(CURRENT)
    known = {alias: field for field, aliases in _ALIASES.items() for alias in aliases}
    fields: list[str | None] = []
    problems: list[Problem] = []
    for number, title in enumerate(head):
        statement = vintage.find_statement(re.sub(r"^\s*\d+[.)]?\s*", "", title))
        field = known.get(_plain(title)) or (statement.id if statement else None)
        place = places[0][number] if number < len(places[0]) else Place(1, 1)
        if field is None and title.strip():
            names = [*_ALIASES, *(item.id for item in vintage.statements)]
            problems.append(
                file.problem_at(
                    "101", place, f'there is no column "{title.strip()}" in a file of results',
                    help=did_you_mean(title.strip(), names) or f"the columns are {', '.join(names)}",
                )
            )  # fmt: skip
        elif field is not None and field in fields:
            problems.append(file.problem_at("005", place, f'two columns are "{field}"', help="keep one of them"))
        fields.append(field)
    if "council" not in fields and not problems:
        problems.append(
            file.problem_at(
                "102", Place(1, 1), 'no column is "council"',
                help="write the names of the columns in the first line: council, published, rating, overall_percent "
                f"and {', '.join(item.id for item in vintage.statements)}, those that are known",
            )
        )  # fmt: skip
    return fields, problems


def _row(
    file: LoadedFile,
    cells: Sequence[str],
    columns: tuple[Sequence[str | None], Sequence[Place]],
    about: dict[str, str],
    problems: list[Problem],
) -> Row | None:
    fields, places = columns
    start = places[0] if places else Place(1, 1)
    values: dict[str, Any] = {}
    scores: dict[str, int] = {}
    where: dict[str, Place] = {}
    before = len(problems)
    if len(cells) > len(fields):
        problems.append(
            file.problem_at(
                "104", start, f"this row has {len(cells)} cells and the first line {len(fields)}",
                help="put text that has commas in quotation marks",
            )
        )  # fmt: skip
    for number, (field, cell) in enumerate(zip(fields, cells, strict=False)):
        text = " ".join(cell.split())
        place = places[number] if number < len(places) else start
        if field is None or text.casefold() in NONE:
            continue
        where[field] = place
        try:
            if field in ("collected", "limits"):
                about.setdefault(field, text)
            elif field in _READ:
                values[field] = _READ[field](text)
            else:
                scores[field] = _score(text)
                where.setdefault("scores", place)
        except ValueError as error:
            problems.append(
                file.problem_at(
                    "104",
                    place,
                    f"{error}",
                    help=f'this is the column "{field}"; leave the cell empty for what is not known',
                )
            )
    if "council" not in values and len(problems) == before:
        problems.append(file.problem_at("102", start, "this row names no council", help="write its name"))
    if len(problems) > before:
        return None
    if scores:
        values["scores"] = tuple(scores.get(item.id) for item in load_vintage(CURRENT).statements)
    return Row(OwnResult.model_construct(**_defaults(OwnResult) | values), start.line, where | {"": start})


def _defaults(model: type[BaseModel]) -> dict[str, Any]:
    return {name: field.default for name, field in model.model_fields.items() if not field.is_required()}


def _score(text: str) -> int:
    if text not in ("1", "2", "3", "4"):
        raise ValueError(f'"{text}" is not a score: write 1, 2, 3 or 4')
    return int(text)


def _scores(text: str) -> tuple[int | None, ...]:
    parts = [part for part in re.split(r"[,;\s]+", text.strip("[]() ")) if part]
    scores = tuple(None if part.casefold() in NONE else _score(part) for part in parts)
    wanted = len(load_vintage(CURRENT).statements)
    if len(scores) != wanted:
        raise ValueError(f"{len(scores)} scores are given, {wanted} wanted: in CQC's order, - for one not known")
    return scores


def _percent(text: str) -> int:
    found = re.fullmatch(r"(\d{1,3}) ?(%|per ?cent)?", text, re.IGNORECASE)
    if not found or int(found[1]) > 100:
        raise ValueError(f'"{text}" is not a percentage: write a whole number from 25 to 100, such as 53')
    return int(found[1])


def _points(text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text) or not 9 <= int(text) <= 36:
        raise ValueError(f'"{text}" is not a total of nine scores: write a whole number from 9 to 36')
    return int(text)


def _rating(text: str) -> str:
    word = _plain(text).replace(" ", "-")
    if word not in RATING_WORDS:
        raise ValueError(f'"{text}" is not a rating: write one of {", ".join(RATING_WORDS)}')
    return word


def _choice(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() not in words:
            raise ValueError(f'"{text}" is none of the words for it: write one of {", ".join(words)}')
        return text.casefold()

    return read


def _flag(text: str) -> bool:
    if text.casefold() not in ("true", "yes", "false", "no"):
        raise ValueError(f'"{text}" is neither true nor false: write one of them')
    return text.casefold() in ("true", "yes")


_READ: dict[str, Callable[[str], Any]] = {
    "council": str,
    "published": lambda text: read_when(text, "day-first"),
    "kind": _choice("formal", "pilot"),
    "scores": _scores,
    "overall_percent": _percent,
    "rating": _rating,
    "points_known": _points,
    "source": str,
    "addresses": lambda text: tuple(text.split()) if "://" in text else (text,),
    "checked": _choice("both", "primary", "partly", "secondary"),
    "supersedes": _flag,
    "withdrawn": lambda text: read_when(text, "day-first"),
    "note": str,
}
