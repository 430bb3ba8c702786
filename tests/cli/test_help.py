"""What ``--help`` says is stored, and is what the application would say."""

import subprocess
import sys

import pytest
from scripts.write_help import CLI, help_text, options_module
from typer.testing import CliRunner

from cqcplan import __version__
from cqcplan.cli.app import app
from cqcplan.cli.help_text import HELP
from cqcplan.recording.kinds import KINDS


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "cqcplan", *words], capture_output=True, text=True, check=False)


def test_stored_help_is_the_real_one() -> None:
    assert help_text() == HELP, "run: make help-text"


def test_stored_options_are_the_real_ones() -> None:
    stored = (CLI / "known_options.py").read_text(encoding="utf-8")
    assert stored == options_module(), "run: make help-text"


def test_help_and_no_words_at_all() -> None:
    assert (run("--help").stdout, run("--help").returncode) == (HELP, 0)
    assert (run().stdout, run().returncode) == (HELP, 2)


def test_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert run("--version").stdout == f"cqcplan {__version__}\n"
    assert version("cqcplan") == __version__


NEW = [kind.name for kind in KINDS]
COMMANDS = [
    "validate", "score", "report", "update", "init", "status", "diff", "trace", "calendar", "export", "import", "rule",
    "schema", "edit", "list", "show", "find", "move", "rename", "remove", "undo",
]  # fmt: skip


@pytest.mark.parametrize("command", [*COMMANDS, *(f"new {kind}" for kind in NEW)])
def test_every_command_and_option_says_what_it_does(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    shown = [line for line in result.stdout.splitlines() if line.startswith("  -")]
    assert shown
    described = result.stdout.replace("\n                                  ", "  ")
    for line in described.splitlines():
        if line.startswith("  -"):
            assert len(line.split("  ")) > 2, f"no help: {line}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["validat"], "Did you mean 'validate'?"),
        (["new", "milstone"], "Did you mean 'milestone'?"),
        (["report", "--bogus"], "No such option: --bogus"),
        (
            ["status", "--format", "tabel"],
            "'--format': 'tabel' is not one of 'table', 'json', 'markdown'. Did you mean",
        ),
        (["export", "--format", "xls"], 'Did you mean "xlsx"?'),
        (["diff", "2026-05-01", "--audience", "pubic"], 'Did you mean "public"?'),
        (["calendar", "--kind", "xyz"], "'assessment', 'reassessment'.\n"),
    ],
)
def test_wrong_usage_is_exit_2(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_commands_are_listed_as_they_come_up_and_none_is_cut_short() -> None:
    listed = [line.split()[0] for line in HELP.split("Commands:\n")[1].splitlines()]
    assert listed[:5] == ["init", "new", "update", "edit", "list"]
    assert listed[-1] == "config"
    result = CliRunner().invoke(app, ["new", "--help"], env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"})
    kinds = result.stdout.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in kinds] == NEW
    assert all(line.endswith(".") and not line.endswith("...") for line in kinds)
