"""Options that several commands have are called the same, and mean the same, in all of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from cqcplan.cli.app import app


def options() -> Iterator[tuple[str, Any]]:
    """Return every option of every command, with the command."""

    def below(command: Any, path: str) -> Iterator[tuple[str, Any]]:
        for name, sub in getattr(command, "commands", {}).items():
            yield from below(sub, f"{path} {name}".strip())
        yield from ((path, each) for each in command.params if each.opts[0].startswith("-"))

    return below(typer.main.get_command(app), "")


def test_an_option_is_explained_in_the_same_words_wherever_a_plan_is_shown() -> None:
    told = defaultdict(set)
    for _, option in options():
        for name in {"--as-of", "--audience", "--plan", "--templates", "--config"} & set(option.opts):
            told[name].add((option.help, str(option.show_default), option.metavar))
    assert len(told) == 5
    shared = {name: said for name, said in told.items() if name != "--plan"}
    assert {name: said for name, said in shared.items() if len(said) > 1} == {}


def test_every_command_writes_to_output_and_shows_in_a_format() -> None:
    for command, option in options():
        if option.hidden:
            continue
        assert "--output-format" not in option.opts, command
        if {"--output", "-o"} & set(option.opts):
            assert option.opts == ["--output", "-o"], command


@pytest.mark.parametrize("command", [("rule", "PLAN202"), ("validate", "--no-config")])
def test_the_former_name_of_format_is_still_taken(command: tuple[str, ...]) -> None:
    run = CliRunner().invoke
    shown = [run(app, [*command, name, "json"]).stdout for name in ("--format", "--output-format")]
    assert shown[0] == shown[1]
    assert shown[0].startswith("{")
    assert "--output-format" not in run(app, [command[0], "--help"]).stdout
