"""The catalogue of national metrics: one YAML file in this folder for each vintage of each series.

Nothing is in it that was not found in a public document; each metric says where. A new vintage is a new file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.yamltext.reader import decode, read

FOLDER = Path(__file__).parent


class Break(NamedTuple):
    """A day from which a metric is counted otherwise."""

    on: str
    text: str


class Confirmed(NamedTuple):
    """What was found of a metric, and where."""

    what: str
    url: str


class Release(NamedTuple):
    """One vintage of a series of metrics: what was published, and when."""

    id: str
    series: str
    """Which series it belongs to; the ids of its metrics begin with it."""
    title: str
    short: str
    """As a sentence says it."""
    publisher: str
    published: str
    """A day, as plans write it."""
    covers: tuple[str, str] | None
    """The first and the last day that its figures are about; nothing where they are of many times."""
    url: str
    in_all: int | None
    """How many metrics the publisher counts in it, where it says so."""


class Metric(NamedTuple):
    """One national metric."""

    id: str
    code: str
    """As its publisher names it: ``3D part 2a``."""
    title: str
    definition: str
    """A sentence of our own."""
    unit: str
    better: str | None
    """``higher`` or ``lower``; nothing where that was not found."""
    counts: str | None
    """``other`` where its whole numbers tell of no people."""
    frequency: str
    quality_statements: tuple[str, ...]
    """The statements it speaks to: our own reading of CQC's words."""
    breaks: tuple[Break, ...]
    codes: tuple[str, ...]
    """The codes it may have in a published file."""
    groups: tuple[str, ...]
    """The groups of people whose figure it is, best first: ``Total``, ``18 to 64``."""
    confirmed: tuple[Confirmed, ...]
    release: Release


@cache
def releases() -> tuple[str, ...]:
    """Return the ids of all vintages: series by series, the newest first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.yaml")), key=_newest_first))


def _newest_first(name: str) -> tuple[str, tuple[int, ...]]:
    """Sort by the series, then back from the newest year."""
    words = name.split("-")
    return "-".join(word for word in words if not word.isdigit()), tuple(-int(word) for word in words if word.isdigit())


@cache
def metrics_of(release_id: str) -> tuple[Metric, ...]:
    """Read one vintage.

    Raises:
        KeyError: where there is none of that id.
    """
    if release_id not in releases():
        raise KeyError(release_id)
    text = decode((FOLDER / f"{release_id}.yaml").read_bytes())
    document = read(text) if isinstance(text, str) else None
    if document is None or document.faults or not isinstance(document.data, dict):
        raise RuntimeError(f"the file of metrics {release_id}.yaml that came with cqcplan is damaged; install it again")
    data: dict[str, Any] = document.data
    covers = data.get("covers")
    release = Release(
        id=data["id"],
        series=data["series"],
        title=data["title"],
        short=data["short"],
        publisher=data["publisher"],
        published=str(data["published"]),
        covers=(str(covers["from"]), str(covers["to"])) if covers else None,
        url=data["url"],
        in_all=data.get("in_all"),
    )
    return tuple(_metric(item, data, release) for item in data["metrics"])


def _metric(item: Mapping[str, Any], data: Mapping[str, Any], release: Release) -> Metric:
    breaks = (data["breaks"][name] for name in item.get("breaks") or ())
    groups = tuple(item.get("groups") or ())
    return Metric(
        id=item["id"],
        code=item["code"],
        title=item["title"],
        definition=item["definition"],
        unit=item["unit"],
        better=item.get("better"),
        counts=item.get("counts"),
        frequency=item["frequency"],
        quality_statements=tuple(item.get("quality_statements") or ()),
        breaks=tuple(Break(str(each["on"]), each["text"]) for each in breaks),
        codes=(item["code"], *(item.get("other_codes") or ())),
        groups=groups if item.get("only_groups") else ("Total", *groups),
        confirmed=tuple(Confirmed(each["what"], data["places"][each["at"]]) for each in item["confirmed"]),
        release=release,
    )


@cache
def metrics() -> Mapping[str, Metric]:
    """Return every metric by its id, as its newest vintage has it."""
    found: dict[str, Metric] = {}
    for release in releases():
        for metric in metrics_of(release):
            found.setdefault(metric.id, metric)
    return found


def find_metric(metric_id: object) -> Metric | None:
    """Return a metric by its id, as its newest vintage has it; nothing where there is none."""
    return metrics().get(metric_id) if isinstance(metric_id, str) else None


def search(words: str) -> list[Metric]:
    """Return the metrics that have all of some words in their id, code, title, definition or vintage."""
    wanted = words.casefold().split()
    return [metric for metric in metrics().values() if all(word in _text_of(metric) for word in wanted)]


def _text_of(metric: Metric) -> str:
    said = (metric.id, metric.code, metric.title, metric.definition, metric.unit, metric.release.title)
    return " ".join(said).casefold()
