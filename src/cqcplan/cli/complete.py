"""What the shell offers on Tab. Each Tab starts the program, so only folders are listed: no plan is read."""

import re
from collections.abc import Iterator
from pathlib import Path


def plans(incomplete: str) -> list[str]:
    """Offer the plans under ``./plans`` by id."""
    folder = Path("plans")
    if not folder.is_dir():
        return []
    names = (path.stem if path.is_file() else path.name for path in sorted(folder.iterdir()) if path.name[0] != ".")
    return [name for name in names if name.startswith(incomplete)]


def codes(incomplete: str) -> list[tuple[str, str]]:
    """Offer the codes of rules with what each is about, from the first line of each rule's module."""
    return [(code, head) for code, head in _heads() if code.startswith(incomplete.upper())]


def _heads() -> Iterator[tuple[str, str]]:
    folder = Path(__file__).parent.parent / "checks"
    for path in sorted(folder.glob("*/[a-z]*.py")):
        with path.open(encoding="utf-8") as file:
            found = re.match(r'"""(CQC\d{3}): (.+?)\.?"""', file.readline())
        if found:
            yield found[1], found[2]


def periods(incomplete: str) -> list[str]:
    """Offer the forms of a period."""
    return [word for word in ("Q1", "Q2", "Q3", "Q4") if word.startswith(incomplete)]
