"""The vintages of CQC's local authority assessment framework.

Each is one YAML file in this folder, named by its id. A new vintage is a new file.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.yamltext.reader import decode, read

FOLDER = Path(__file__).parent
CURRENT = "la-2026-04"
"""The vintage used where none is named."""


class Theme(NamedTuple):
    """One of the four themes."""

    id: str
    number: int
    name: str
    aliases: tuple[str, ...]


class Statement(NamedTuple):
    """One of the nine quality statements."""

    id: str
    theme: str
    name: str
    aliases: tuple[str, ...]
    """Other names CQC and the press have printed for it."""


class Band(NamedTuple):
    """The whole percentages that make a rating, both ends included."""

    rating: str
    first: int
    last: int


class ApproachPoint(NamedTuple):
    """One point about how assessments work in a vintage."""

    title: str
    text: str


class Vintage(NamedTuple):
    """One dated version of the framework."""

    id: str
    title: str
    in_force: str
    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]
    scale: dict[int, str]
    """What each score from 1 to 4 means."""
    bands: tuple[Band, ...]
    """Worst first."""
    category_scores: bool
    """Whether evidence categories are scored in this vintage."""
    rating_changed_by: tuple[str, ...]
    """Kinds of assessment that give or change a rating, and ``rating-review``."""
    reassessment_years: dict[str, int]
    """Longest gap from a report to the next comprehensive assessment, by rating; empty where none is set."""
    reassessment_moved_by: str | None
    """What may bring it forward or put it back, in running text."""
    second_requires_improvement: str | None
    approach: tuple[ApproachPoint, ...]
    learning: tuple[ApproachPoint, ...]
    """What CQC said it had learned, where it did."""

    def statement(self, statement_id: str) -> Statement:
        """Return a quality statement by id."""
        return next(item for item in self.statements if item.id == statement_id)

    def find_statement(self, name: str) -> Statement | None:
        """Return the statement that a printed name means: its own name, its id or any alias, in any case.

        Press tables of 2023 and 2024 print a theme's name for its first statement; as the
        name of a statement it means that statement.
        """
        wanted = " ".join(name.split()).casefold()
        for item in self.statements:
            if wanted in (item.id, *(known.casefold() for known in (item.name, *item.aliases))):
                return item
        return None

    def theme(self, theme_id: str) -> Theme:
        """Return a theme by id."""
        return next(item for item in self.themes if item.id == theme_id)

    def statements_of(self, theme_id: str) -> tuple[Statement, ...]:
        """Return the quality statements of a theme, in CQC's order."""
        return tuple(item for item in self.statements if item.theme == theme_id)


@cache
def vintage_ids() -> tuple[str, ...]:
    """Return the ids of all vintages, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("la-*.yaml")))


@cache
def load_vintage(vintage_id: str) -> Vintage:
    """Read one vintage.

    Raises:
        KeyError: when there is no vintage of that id.
    """
    if vintage_id not in vintage_ids():
        raise KeyError(vintage_id)
    data = framework_data(vintage_id)
    return Vintage(
        id=data["id"],
        title=data["title"],
        in_force=str(data["in_force"]),
        themes=tuple(
            Theme(item["id"], item["number"], item["name"], _names(item.get("aliases"))) for item in data["themes"]
        ),
        statements=tuple(
            Statement(item["id"], item["theme"], item["name"], _names(item.get("aliases")))
            for item in data["statements"]
        ),
        scale={int(score): words for score, words in data["scale"].items()},
        bands=tuple(Band(item["rating"], item["from"], item["to"]) for item in data["bands"]),
        category_scores=data["category_scores"],
        rating_changed_by=tuple(data.get("rating_changed_by") or ()),
        reassessment_years=dict(data.get("reassessment_years") or {}),
        reassessment_moved_by=data.get("reassessment_moved_by"),
        second_requires_improvement=data.get("second_requires_improvement"),
        approach=tuple(ApproachPoint(item["title"], item["text"]) for item in data.get("approach") or ()),
        learning=tuple(ApproachPoint(item["title"], item["text"]) for item in data.get("learning") or ()),
    )


def framework_data(name: str) -> Any:
    """Return the plain data of one of the framework's files."""
    text = decode((FOLDER / f"{name}.yaml").read_bytes())
    document = read(text) if isinstance(text, str) else None
    if document is None or document.faults:
        raise RuntimeError(f"the framework file {name}.yaml that came with cqcplan is damaged; install it again")
    return document.data


def _names(aliases: Any) -> tuple[str, ...]:
    return tuple(alias if isinstance(alias, str) else alias["name"] for alias in aliases or ())
