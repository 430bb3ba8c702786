"""Write the stored text of ``cqcplan --help`` from the real application.

The front door prints this text without importing the application; a test holds the two equal.
"""

from pathlib import Path

from typer.testing import CliRunner

from cqcplan.cli.app import app

STORE = Path(__file__).parent.parent / "src" / "cqcplan" / "cli" / "help_text.py"


def help_text() -> str:
    """Return what the application prints for ``--help``, 80 columns wide."""
    result = CliRunner().invoke(app, ["--help"], prog_name="cqcplan", env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"})
    return result.stdout


def module_text() -> str:
    """Return the module that stores it."""
    return (
        '"""The stored text of ``cqcplan --help``. Written by ``make help-text``; do not edit."""\n\n'
        f'HELP = """\\\n{help_text()}"""\n'
    )


if __name__ == "__main__":
    STORE.write_text(module_text(), encoding="utf-8", newline="\n")
