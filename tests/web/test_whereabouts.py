"""Another id, another place, taken out: first what would change, then one write that can be taken back."""

import re
from pathlib import Path
from typing import Any

import pytest

from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.web.browser import Answer, ask, filled_in, post, sent, serving, text_of, written

PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Service}]
priorities:
  - id: homes   # the first
    title: Homes
    lead: head
    actions:
      - {id: visits, title: Visit every home, owner: head}
      - id: letters
        title: Write to all
        # agreed in May
        milestones: [{id: sent, title: All posted}]
      - {id: calls, title: Ring round, visibility: confidential}
  - id: carers
    title: Carers
    actions: [{id: cards, title: Carers' cards}]
measures: [{id: queue, title: People waiting, unit: people, priorities: [homes]}]
updates:
  - {on: 2026-05-01, about: letters, text: Half are written.}
  - {on: 2026-05-02, about: sent, text: Zqupdate}
  - {on: 2026-05-03, about: visits, text: Begun., owner: head}
"""
BASE = "/plans/p/entries"


def fill(app: App, address: str, go: str = "anyway", page: Any = None, **typed: str) -> Answer:
    return filled_in(app, f"{BASE}/{address}", go, page, **typed)


def test_the_page_of_an_entry_leads_there(plan: Path) -> None:
    links = re.findall(r'href="[^"]*/visits/(\w+)"', ask(serving(plan), f"{BASE}/visits").text)
    assert {"rename", "move", "remove"} <= set(links)
    still = ask(serving(plan, read_only=True), f"{BASE}/visits").text
    assert not {"rename", "move", "remove"} & set(re.findall(r'href="[^"]*/visits/(\w+)"', still))
    for what in ("rename", "move", "remove"):
        assert ask(serving(plan), f"{BASE}/p/{what}").status == 404, "a plan is none of its entries"
        assert ask(serving(plan, read_only=True), f"{BASE}/visits/{what}").status == 403
        assert post(serving(plan, read_only=True), f"{BASE}/visits/{what}", go="save").status == 403


@pytest.mark.parametrize("entry", ["head", "homes", "visits", "sent", "queue"])
def test_another_id_is_written_wherever_it_is_used(plan: Path, entry: str) -> None:
    app = serving(plan)
    answer = fill(app, f"{entry}/rename", id="another-name")
    assert answer.status == 303, text_of(answer)
    made = written(plan)
    assert made == re.sub(rf"\b{entry}\b", "another-name", PLAN)
    page = ask(app, answer.headers["location"])
    assert "/entries/another-name" in page.text
    assert post(app, "/plans/p/saved", **sent(page)).status == 200
    assert written(plan) == PLAN


def test_all_that_uses_it_is_listed_first(plan: Path) -> None:
    page = text_of(ask(serving(plan), f"{BASE}/head/rename"))
    for words in ("Homes lead", "Visit every home owner", "An update of 3 May 2026 on Visit every home owner"):
        assert words in page
    assert "Ring round" not in page
    assert written(plan) == PLAN


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "must be filled in"), ("homes", "changed nothing"), ("carers", "the id of something else"),
     ("Not an id", "lower-case")],
)  # fmt: skip
def test_an_id_that_cannot_be(plan: Path, typed: str, said: str) -> None:
    page = fill(serving(plan), "homes/rename", id=typed)
    assert page.status == 422
    assert 'href="#id"' in page.text
    assert 'id="id-error"' in page.text
    assert said in text_of(page)
    assert sent(page)["id"] == typed
    assert written(plan) == PLAN


@pytest.mark.parametrize(
    ("entry", "place", "words"),
    [
        ("letters", "under:carers", ["--under", "carers"]),
        ("letters", "before:visits", ["--before", "visits"]),
        ("visits", "after:letters", ["--after", "letters"]),
        ("homes", "after:carers", ["--after", "carers"]),
        ("sent", "under:visits", ["--under", "visits"]),
    ],
)
def test_a_move_is_what_the_command_line_would_do(plan: Path, entry: str, place: str, words: list[str]) -> None:
    app = serving(plan)
    assert f'value="{place}"' in ask(app, f"{BASE}/{entry}/move").text
    answer = fill(app, f"{entry}/move", place=place)
    if answer.status == 422:  # what the command line refuses too
        assert run("move", entry, *words, "--plan", plan).exit_code != 0
        assert "laid out" in text_of(answer)
        return
    assert answer.status == 303, text_of(answer)
    made = written(plan)
    assert run("undo", "--plan", plan).exit_code == 0
    assert written(plan) == PLAN
    assert run("move", entry, *words, "--plan", plan).exit_code == 0
    assert written(plan) == made != PLAN


def test_places_that_are_none(plan: Path) -> None:
    app = serving(plan)
    for place in ("", "under:homes", "after:carers", "under:calls", "after:calls", "nonsense"):
        page = fill(app, "letters/move", place=place)
        assert page.status == 422, place
        assert 'href="#place"' in page.text
        assert "Choose where" in text_of(page)
    assert "only one of its kind" in text_of(ask(app, f"{BASE}/queue/move"))
    assert "Ring round" not in ask(app, f"{BASE}/visits/move").text
    assert written(plan) == PLAN


def test_taking_out_says_what_would_be_lost_and_what_else_can_be_done(plan: Path) -> None:
    app = serving(plan, audience="confidential")
    page = ask(app, f"{BASE}/letters/remove")
    for words in (
        "All posted milestone",
        "1 May 2026: Write to all",
        "2 May 2026: All posted",
        "Say that it is closed",
    ):
        assert words in text_of(page)
    assert ask(app, f"{BASE}/letters/update?at=status").status == 200
    assert written(plan) == PLAN
    answer = fill(app, "letters/remove", page=page)
    assert answer.status == 303, text_of(answer)
    made = written(plan)
    assert "letters" not in made
    assert "Zqupdate" not in made
    kept = ask(app, answer.headers["location"])
    assert kept.status == 200
    assert "It is out of the plan" in text_of(kept)
    assert post(app, "/plans/p/saved", **sent(kept)).status == 200
    assert written(plan) == PLAN
    assert run("remove", "letters", "--with-updates", "--plan", plan).exit_code == 0
    assert written(plan) == made


def test_what_is_pointed_at_stays(plan: Path) -> None:
    app = serving(plan, audience="confidential")
    page = ask(app, f"{BASE}/homes/remove")
    assert "People waiting priorities" in text_of(page)
    assert "mark" not in sent(page), "there is no button"
    loss = re.search(r'name="mark" value="(\w+)"', ask(app, f"{BASE}/visits/remove").text)
    assert loss
    assert fill(app, "homes/remove", mark=loss[1]).status == 409
    assert written(plan) == PLAN


def test_more_than_was_shown_is_not_lost(plan: Path) -> None:
    app = serving(plan, audience="confidential")
    page = ask(app, f"{BASE}/letters/remove")
    assert run("update", "letters", "--text", "All are written.", "--plan", plan).exit_code == 0
    theirs = written(plan)
    again = fill(app, "letters/remove", page=page)
    assert again.status == 409
    assert "It has changed since you opened this" in text_of(again)
    assert written(plan) == theirs
    assert fill(app, "letters/remove", page=again).status == 303
    assert fill(app, "letters/remove", page=again).status == 409, "it is gone"


def test_nobody_takes_out_what_they_do_not_see(plan: Path) -> None:
    app = serving(plan)
    page = ask(app, f"{BASE}/homes/remove")
    assert page.status == 200
    assert "start cqcplan serve with the audience" in text_of(page)
    assert "mark" not in sent(page)
    assert "Ring round" not in page.text
    whole = ask(serving(plan, audience="confidential"), f"{BASE}/letters/remove")
    assert fill(app, "letters/remove", page=whole).status == 409
    for what in ("rename", "move", "remove"):
        assert ask(app, f"{BASE}/calls/{what}").status == 404
        assert post(app, f"{BASE}/calls/{what}", go="save").status == 409
    assert written(plan) == PLAN


def test_one_commit_for_one_rename(plan: Path) -> None:
    from cqcplan.files.commits import Commits
    from tests.files.test_revisions import git

    top = plan.parent
    for words in (("init", "--quiet"), ("config", "user.name", "Office"), ("config", "user.email", "o@example.org")):
        git(top, *words)
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "The plan")
    app = serving(plan, audience="confidential", git=Commits(), commit="always", me="Clerk")
    assert fill(app, "homes/rename", id="houses").status == 303
    assert git(top, "log", "-1", "--format=%an %s") == "Clerk Rename Homes"
    assert git(top, "status", "--porcelain") == "?? p/.cqcplan.undo"
