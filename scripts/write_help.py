"""Write what the front door stores of the real application: its help, and the options of ``validate``.

The front door answers ``--help`` and reads plain command lines of ``validate`` without importing the application; tests
hold what is stored equal to what is real.
"""

from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import typer.main
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.cli.check_plans import Choices
from cqcplan.cli.validate import validate

CLI = Path(__file__).parent.parent / "src" / "cqcplan" / "cli"


def help_text() -> str:
    """Return what the application prints for ``--help``, 80 columns wide."""
    result = CliRunner().invoke(app, ["--help"], prog_name="cqcplan", env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"})
    return result.stdout


def help_module() -> str:
    """Return the module that stores the help."""
    return (
        '"""The stored text of ``cqcplan --help``. Written by ``make help-text``; do not edit."""\n\n'
        f'HELP = """\\\n{help_text()}"""\n'
    )


def options_module() -> str:
    """Return the module that stores the options of ``validate``."""
    hints = get_type_hints(validate)
    command = typer.main.get_command(app).commands["validate"]  # type: ignore[attr-defined]
    rows = []
    for parameter in command.params:
        names = [name for name in parameter.opts if name.startswith("--")]
        if not names or getattr(parameter, "hidden", False) or parameter.name == "help":
            continue
        kind = "flag" if parameter.is_flag else "words" if parameter.multiple else _kind(hints[parameter.name])
        field = f'"{parameter.name}"' if parameter.name in Choices._fields else None
        rows += [f'    "{name}": Option({field}, {kind if kind[0].isupper() else repr(kind)}),\n' for name in names]
    return _OPTIONS.format(rows="".join(rows).replace("'", '"'))


def _kind(hint: object) -> str:
    """Return what an option is given: the name of its words, a file, a number or any word."""
    held = next(one for one in (*get_args(hint), hint) if isinstance(one, type) and one is not type(None))
    if issubclass(held, StrEnum):
        return held.__name__
    return {Path: "file", int: "number", str: "word"}[held]


_OPTIONS = '''"""The stored options of ``cqcplan validate``. Written by ``make help-text``; do not edit."""

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


OPTIONS: dict[str, Option] = {{
{rows}}}
'''


if __name__ == "__main__":
    for name, text in (("help_text", help_module()), ("known_options", options_module())):
        (CLI / f"{name}.py").write_text(text, encoding="utf-8", newline="\n")
