"""What the shell offers on Tab.

Each Tab starts the program, so no plan is read as one: folders are listed, and files searched for ids.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cqcplan.problems.codes import as_now, coded

_ENTRY = re.compile(r"(?:^ *- +|\{ *)id: *[\"']?([a-z0-9][a-z0-9.-]*)", re.MULTILINE)
_TITLE = re.compile(r"\b(?:title|name): *([^,\n}]+)")
_LARGEST = 1 << 21


def plans(incomplete: str) -> list[str]:
    """Offer the plans under ``./plans`` by id."""
    folder = Path("plans")
    if not folder.is_dir():
        return []
    names = (path.stem if path.is_file() else path.name for path in sorted(folder.iterdir()) if path.name[0] != ".")
    return [name for name in names if name.startswith(incomplete)]


def entries(incomplete: str) -> list[tuple[str, str]]:
    """Offer the entries of the plans under ``./plans`` by id, with their titles."""
    wanted = incomplete.casefold()
    found = {
        name: title
        for path in sorted(Path("plans").rglob("*.y*ml"))
        if path.is_file() and path.stat().st_size < _LARGEST
        for name, title in _named(path.read_text(encoding="utf-8", errors="replace"))
    }
    return [(name, title) for name, title in sorted(found.items()) if name.startswith(wanted)]


def _named(text: str) -> Iterator[tuple[str, str]]:
    for each in _ENTRY.finditer(text):
        title = _TITLE.search(text, each.end(), each.end() + 400)
        between = text[each.end() : title.start()] if title else ""
        yield each[1], title[1].strip(" '\"") if title and not _ENTRY.search(between) else ""


def one_of(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Offer some words."""

    def offer(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete.lower())]

    return offer


def metrics(incomplete: str) -> list[tuple[str, str]]:
    """Offer the national metrics by id, with their titles."""
    from cqcplan.metrics.catalogue import metrics as every

    return [(name, metric.title) for name, metric in every().items() if name.startswith(incomplete.lower())]


def papers(incomplete: str) -> list[tuple[str, str]]:
    """Offer the kinds of paper of the plain style, with what each is about."""
    style = Path(__file__).parents[1] / "templates" / "house-styles" / "plain.yaml"
    style = style if style.is_file() else Path(__file__).parents[3] / "templates" / "house-styles" / "plain.yaml"
    try:
        text = style.read_text(encoding="utf-8")
    except OSError:
        return []
    found = re.findall(r"^  ([\w-]+):\n    about: (.+)$", text, re.MULTILINE)
    return [(name, about) for name, about in found if name.startswith(incomplete.lower())]


def codes(incomplete: str) -> list[tuple[str, str]]:
    """Offer the codes of rules with what each is about, from the first line of each rule's module."""
    return [(code, head) for code, head in _heads() if code.startswith(as_now(incomplete).upper())]


def _heads() -> Iterator[tuple[str, str]]:
    folder = Path(__file__).parent.parent / "checks"
    for path in sorted(folder.glob("*/[a-z]*.py")):
        with path.open(encoding="utf-8") as file:
            found = re.match(r'"""(\d{3}): (.+?)\.?"""', file.readline())
        if found:
            yield coded(found[1]), found[2]


def periods(incomplete: str) -> list[str]:
    """Offer the forms of a period."""
    return [word for word in ("Q1", "Q2", "Q3", "Q4") if word.startswith(incomplete)]
