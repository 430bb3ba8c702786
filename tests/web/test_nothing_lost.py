"""What is typed outlives a page, a session, a server and a full disk, and is gone once it is saved."""

import os
import stat
from html import unescape
from pathlib import Path

import pytest

from cqcplan.web import drafts
from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.web import test_update
from tests.web.browser import DAY, Answer, ask, post, serving
from tests.web.kills import loop
from tests.web.test_update import address, carried, heading

PLAN = test_update.PLAN
WORDS = 'The list is "halved" <b> & 😀'


def started(plan: Path, audience: str = "public") -> App:
    """Return the pages after another start of the server."""
    return serving(plan, audience=audience, state=plan.parent / "state")


def typed(app: App, **answers: str) -> Answer:
    page = ask(app, address("visits"))
    return post(app, address("visits"), **carried(page), **{"text": WORDS, "go": "check"} | answers)


def test_the_words_are_there_after_another_start(plan: Path) -> None:
    typed(started(plan))
    app = started(plan)
    assert "Visit every home" in ask(app, "/plans/p/update").text.partition("Begun and not saved")[2]
    page = ask(app, address("visits"))
    assert heading(page) == "You began on this before"
    page = post(app, address("visits"), **carried(page), go="check")
    assert heading(page) == "Check your answers"
    assert post(app, address("visits"), **carried(page), go="save").status == 303
    assert WORDS in (plan / "plan.yaml").read_text(encoding="utf-8")
    assert heading(ask(app, address("visits"))) == "What happened?"
    assert "Begun and not saved" not in ask(app, "/plans/p/update").text
    assert [path for path in (plan.parent / "state").rglob("*") if path.is_file()] == []


def test_somebody_else_was_first_and_the_server_was_killed(plan: Path) -> None:
    typed(started(plan))
    assert run("update", "visits", "--plan", plan, "--text", "Theirs.", "--on", DAY.isoformat()).exit_code == 0
    app = started(plan)
    page = ask(app, address("visits"))
    answer = post(app, address("visits"), **carried(page), go="save")
    assert heading(answer) == "This changed since you opened it"
    assert WORDS in unescape(answer.text)


def test_they_can_be_thrown_away(plan: Path) -> None:
    app = started(plan)
    typed(app)
    assert post(app, address("visits"), go="forget").headers["location"] == address("visits")
    assert heading(ask(app, address("visits"))) == "What happened?"


def test_they_come_back_to_no_other_readers_and_stand_in_no_plan(plan: Path) -> None:
    typed(started(plan, "internal"))
    assert heading(ask(started(plan), address("visits"))) == "What happened?"
    assert heading(ask(started(plan, "internal"), address("visits"))) == "You began on this before"
    assert [path.name for path in plan.iterdir()] == ["plan.yaml"]
    for path in (plan.parent / "state").rglob("*.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_look_keeps_nothing(plan: Path) -> None:
    app = started(plan)
    ask(app, address("visits"))
    post(app, address("visits"), **carried(ask(app, address("visits"))), text="")
    assert not (plan.parent / "state").exists()


@pytest.mark.parametrize("damage", ["{", "[]", '{"text": 1}', "", "\0"])
def test_what_was_kept_and_is_damaged_stops_nobody(plan: Path, damage: str) -> None:
    typed(started(plan))
    for path in (plan.parent / "state").rglob("*.json"):
        path.write_text(damage)
    assert ask(started(plan), address("visits")).status == 200


def test_where_nothing_can_be_kept_it_is_saved_all_the_same(plan: Path) -> None:
    (plan.parent / "state").write_text("no folder")
    app = started(plan)
    page = typed(app)
    assert post(app, address("visits"), **carried(page), go="save").status == 303


def test_only_so_many_are_kept(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    app = started(plan)
    for place, entry in enumerate(["visits", "later", "theirs"]):
        post(app, address(entry), text=WORDS, go="check")
        for path in (plan.parent / "state").rglob("*.json"):
            if f"entries/{entry}/" in path.read_text():
                os.utime(path, ns=(place, place))
    page = ask(app, "/plans/p/update").text.partition("Begun and not saved")[2].partition("</ul>")[0]
    assert "Visit every home" not in page
    assert page.count("<li>") == 2


def test_what_was_saved_when_the_answer_was_lost_is_not_called_a_conflict(plan: Path) -> None:
    app = started(plan)
    page = typed(app)
    assert post(app, address("visits"), **carried(page), go="save").status == 303
    again = post(app, address("visits"), **carried(page), go="save")
    assert "The same is recorded already" in again.text
    assert (plan / "plan.yaml").read_text(encoding="utf-8").count(WORDS) == 1


def test_saves_while_the_server_is_killed(tmp_path: Path) -> None:
    told = loop(tmp_path, 8, seed=3, kills=0.4, commands=8)
    assert told["killed"] >= 1
    assert told["saved"] + told["saved by command"] + told["saved, though nobody had said so"] >= 7
