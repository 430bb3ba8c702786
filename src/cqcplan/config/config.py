"""What a settings file says."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cqcplan.config.option import Value
from cqcplan.problems.problem import Severity


class Config(NamedTuple):
    """What a settings file says; every part may be missing."""

    path: Path | None = None
    """Where it was read from; nothing where there is no settings file."""
    digest: str = ""
    """What tells the bytes that were read from all others."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    severity: Mapping[str, Severity] = MappingProxyType({})
    per_path: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Rules left out for files whose path matches a pattern, relative to the settings file."""
    options: Mapping[str, Mapping[str, Value]] = MappingProxyType({})
    """What is set of the options of rules: by code, then by name."""
    style: str | None = None
    """The house style of papers whose body names none."""
    templates: Path | None = None
    """The folder of the council's own templates and house styles."""
    reference: Path | None = None
    """The council's own Word document, for the styles of Word papers."""
