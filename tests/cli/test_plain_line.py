"""A command line of ``validate`` that needs no parser is understood as the parser understands it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli import validate
from cqcplan.cli.app import app
from cqcplan.cli.check_plans import Choices
from cqcplan.cli.known_options import OPTIONS
from cqcplan.cli.plain_line import asked_plainly

VALUES = ["json", "warning", "never", "2026-06-01", "PLAN202", "3", "0", "-1", "", "x y", "-", "٣", "nottingham"]
WORDS = [*OPTIONS, *(f"{name}={value}" for name in OPTIONS for value in ("json", "3", "")), *VALUES]
ODD = ["--", "-h", "--help", "--output-format", "--stric", "--jobs=two", "---", "-x"]


def understood(words: list[str]) -> tuple[tuple[str, ...], Choices] | None:
    """Return what the parser makes of the words; nothing where it finds fault with them or answers itself."""
    asked = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(validate, "check_plans", lambda paths, choices: asked.append((tuple(paths), choices)))
        CliRunner().invoke(app, ["validate", *words])
    return asked[0] if asked else None


@given(st.lists(st.sampled_from([*WORDS, *ODD]), max_size=5))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_it_is_understood_as_the_parser_does_or_left_to_it(words: list[str]) -> None:
    plainly = asked_plainly(words)
    assert plainly is None or plainly == understood(words)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_understood_without_the_parser(name: str) -> None:
    for value in ("json", "warning", "never", "7"):
        words = ["a", name] if OPTIONS[name].kind == "flag" else ["a", name, value]
        if plainly := asked_plainly(words):
            assert plainly == understood(words)
            return
    pytest.fail(f"{name} needs the parser")


@pytest.mark.parametrize("words", [[word] for word in ODD] + [["--as-of"], ["--jobs", "0"], ["--format", "yaml"]])
def test_what_is_odd_is_left_to_the_parser(words: list[str]) -> None:
    assert asked_plainly(words) is None
