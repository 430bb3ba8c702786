"""Patterns of ``[per_path]`` that match no file: they leave nothing out, and their writer would think they do."""

import os
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from cqcplan.checks.settings import Settings, shown_from
from cqcplan.files.discover import SUFFIXES

_LOOKED_AT = 20_000
"""How many files below a pattern's folder are looked at; among more, one may match, and nothing is said."""


def without_files(settings: Settings, checked: Iterable[str]) -> list[str]:
    """Return the patterns that match neither a file that was checked nor any other YAML file where they point."""
    root = (settings.root or Path()).resolve()
    shown = [shown_from(root, Path(name)) for name in checked]
    return [
        pattern
        for pattern in settings.per_path
        if not any(fnmatchcase(name, pattern) for name in shown) and not _on_disk(root, pattern)
    ]


def _on_disk(root: Path, pattern: str) -> bool:
    fixed = re.split(r"[*?\[]", pattern, maxsplit=1)[0].rpartition("/")[0]
    files = list(islice(_yaml_files(root / fixed), _LOOKED_AT + 1))
    return len(files) > _LOOKED_AT or any(fnmatchcase(shown_from(root, file), pattern) for file in files)


def _yaml_files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(above, name) for name in names if name.endswith(SUFFIXES))
