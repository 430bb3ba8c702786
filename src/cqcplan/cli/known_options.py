"""The stored options of ``cqcplan validate``. Written by ``make help-text``; do not edit."""

from enum import StrEnum
from typing import Literal, NamedTuple

from cqcplan.cli.check_plans import Colour, FailOn
from cqcplan.cli.show_problems import OutputFormat

Kind = Literal["flag", "word", "words", "file", "number"] | type[StrEnum]


class Option(NamedTuple):
    """What is stored of an option."""

    field: str | None
    """The field of what is chosen that it sets; nothing where the front door has seen to it."""
    kind: Kind


OPTIONS: dict[str, Option] = {
    "--format": Option("output_format", OutputFormat),
    "--summary": Option("summary", "file"),
    "--color": Option("colour", Colour),
    "--colour": Option("colour", Colour),
    "--as-of": Option("as_of", "word"),
    "--select": Option("select", "words"),
    "--ignore": Option("ignore", "words"),
    "--fail-on": Option("fail_on", FailOn),
    "--strict": Option("strict", "flag"),
    "--config": Option("config", "file"),
    "--no-config": Option("no_config", "flag"),
    "--jobs": Option("jobs", "number"),
    "--no-cache": Option(None, "flag"),
    "--baseline": Option("baseline", "file"),
    "--write-baseline": Option("write_baseline", "file"),
}
