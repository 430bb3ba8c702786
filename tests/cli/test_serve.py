"""What ``cqcplan serve`` says at the terminal, without anybody who visits."""

import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from tests.places import FIXTURES, PLANS

PLAN = FIXTURES / "good" / "exampleshire"


@pytest.fixture(autouse=True)
def nobody_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = SimpleNamespace(run=lambda sockets: None)
    monkeypatch.setattr("cqcplan.cli.carrier.carrier", lambda _: stopped)


def serve(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["serve", "--no-browser", "--port", "0", *map(str, words)])
    return done.exit_code, done.output


@pytest.mark.parametrize("post", ["head-of-ot", "Head of Occupational Therapy", "head of occupational therapy"])
def test_a_post_of_the_plan_is_known(post: str) -> None:
    code, said = serve(PLAN, "--as", post)
    assert (code, "warning" in said) == (0, False)


def test_a_post_that_no_plan_has_is_told_at_the_start() -> None:
    code, said = serve(PLAN, "--as", "Chief Wizard")
    assert code == 0
    assert 'warning: no post of this plan is called "Chief Wizard", so nothing is shown as yours' in said


def test_a_post_that_one_of_several_plans_has_is_known(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan: [\n", encoding="utf-8")
    assert "warning" not in serve(PLANS / "leicestershire", tmp_path, PLAN, "--as", "Head of Occupational Therapy")[1]


def test_a_port_that_is_taken_is_told_before_anything_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = serve(PLAN, "--port", port)
    assert code == 2
    assert f"error: port {port} of this machine cannot be used" in said
    assert "choose another with --port" in said
    assert "open this address" not in said
