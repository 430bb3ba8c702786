"""What is sent for approval waits in git under a name of its own, and goes into the plan when it is accepted."""

import json
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cqcplan.files.commits import Commits
from cqcplan.files.proposals import Proposals
from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.files.test_revisions import git
from tests.web.browser import Answer, ask, post, serving
from tests.web.test_into_git import merging, status
from tests.web.test_update import PLAN, address, answer_all, carried, heading

LIST = "/plans/p/proposals"


def plan_of(top: Path) -> Path:
    return top / "plans" / "p" / "plan.yaml"


def pages(top: Path, me: str | None = "head", **how: Any) -> App:
    return serving(top / "plans" / "p", me=me, git=Commits(), proposals=Proposals(), **how)


def send(app: App, entry: str = "visits", **answers: str) -> str:
    """Send something for approval; return the address of its page."""
    page, _ = answer_all(app, entry, **answers or {"text": "Half are done."})
    answer = post(app, address(entry), **carried(page), go="propose")
    assert answer.status == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def accept(app: App, where: str, **more: str) -> Answer:
    page = ask(app, where)
    form = dict(carried(page)) | {"go": "accept"} | more
    return post(app, where, **form)


def refs(top: Path) -> list[str]:
    return git(top, "for-each-ref", "--format=%(refname)", "refs/cqcplan").splitlines()


def everything(top: Path) -> dict[str, bytes]:
    """Return all that a person has: the files, what is staged, the branches."""
    paths = [path for path in top.rglob("*") if path.is_file() and "objects" not in path.parts]
    return {
        str(path.relative_to(top)): path.read_bytes()
        for path in paths
        if "cqcplan" not in path.relative_to(top).as_posix()
    }


def test_what_is_sent_touches_nothing_that_a_person_has(top: Path) -> None:
    (top / "notes.txt").write_text("Staged.\n")
    git(top, "add", "notes.txt")
    before = everything(top)
    app = pages(top)
    where = send(app)
    assert everything(top) == before
    assert refs(top) == [f"refs/cqcplan/proposals/{where.rpartition('/')[2]}"]
    assert (
        git(top, "log", "-1", "--format=%an|%s", refs(top)[0]) == "Head of Service|Proposal: report on Visit every home"
    )
    assert git(top, "fsck", "--strict") == ""
    page = unescape(ask(app, where).text)
    assert "waits for somebody else to accept it" in page
    assert "Accept it" not in page
    assert ">For approval</a>" in page


def test_it_is_accepted_by_somebody_else(top: Path) -> None:
    where = send(pages(top), text="Half are done.", rag="red", reason="Nobody to do it.", status="in-progress")
    app = pages(top, "other")
    listed = unescape(ask(app, LIST).text)
    assert "Visit every home</a>" in listed
    assert "from Head of Service, 15 June 2026" in listed
    page = unescape(ask(app, where).text)
    for words in ("As it is", "As it would be", "Half are done.", "Nobody to do it.", "In progress", "Confidence: "):
        assert words in page
    answer = accept(app, where)
    assert answer.headers["location"] == f"{LIST}?did=accepted&git=done"
    assert "It is kept in the plan's history (git)" in unescape(ask(app, answer.headers["location"]).text)
    assert (
        git(top, "log", "-1", "--format=%an|%cn|%s") == "Head of Service|Improvement office|Report on Visit every home"
    )
    assert git(top, "log", "-1", "--format=%b").endswith("Plan-entry: visits\nApproved-by: Another post")
    assert (refs(top), status(top)) == ([], [])
    assert "Half are done." in git(top, "show", "HEAD:plans/p/plan.yaml")
    assert "Nothing waits for approval" in ask(app, LIST).text


def test_what_is_accepted_later_has_the_day_on_which_it_was_sent(top: Path) -> None:
    from datetime import date

    where = send(pages(top))
    assert accept(pages(top, "other", day=date(2026, 7, 20)), where).status == 303
    assert "on: 2026-06-15" in plan_of(top).read_text()


def test_nobody_accepts_their_own(top: Path) -> None:
    app = pages(top)
    where = send(app)
    assert post(app, where, go="accept", shown=carried(answer_all(app, "visits")[0])["shown"]).status == 409
    assert plan_of(top).read_text() == PLAN
    assert post(pages(top, "other"), where, go="drop").status == 409
    assert refs(top)
    assert post(app, where, go="drop").headers["location"] == f"{LIST}?did=dropped"
    assert refs(top) == []


def test_it_is_returned_with_a_word_and_taken_up_again(top: Path) -> None:
    mine, theirs = pages(top), pages(top, "other")
    where = send(mine, text="Half are done.")
    empty = post(theirs, where, go="return", word=" ")
    assert empty.status == 422
    assert 'href="#word"' in empty.text
    words = "By when?\n--amend <script>"
    assert post(theirs, where, go="return", word=words).headers["location"] == f"{LIST}?did=returned"
    assert "By when?" in ask(mine, LIST).text
    page = ask(mine, where)
    assert "Returned by Another post" in unescape(page.text)
    assert "--amend &lt;script&gt;" in page.text
    assert accept(theirs, where).status == 409, "it no longer waits"
    again = post(mine, address("visits"), **carried(page))
    assert heading(again) == "Check your answers"
    changed = post(mine, address("visits"), **carried(again), go="change-text")
    changed = post(mine, address("visits"), **carried(changed), text="Half are done, by July.")
    sent = post(mine, address("visits"), **carried(changed), go="propose")
    assert sent.status == 303, sent.text
    assert len(refs(top)) == 1
    assert where.rpartition("/")[2] not in refs(top)[0]
    assert accept(theirs, sent.headers["location"].partition("?")[0]).status == 303
    assert "Half are done, by July." in plan_of(top).read_text()


def test_an_entry_that_changed_meanwhile_is_asked_about(top: Path) -> None:
    where = send(pages(top), text="My own words.")
    app = pages(top, "other")
    before = carried(ask(app, where))
    assert "has changed since" not in ask(app, where).text
    others = run("update", "visits", "--plan", top / "plans" / "p", "--on", "2026-06-15", "--text", "Their words.")
    assert others.exit_code == 0
    git(top, "commit", "--quiet", "--all", "--message", "Theirs")
    answer = post(app, where, **before, go="accept")
    assert answer.status == 409
    assert "The entry changed while you read this" in answer.text
    assert "Their words." in answer.text
    assert "My own words." not in plan_of(top).read_text()
    assert "The entry has changed since this was sent" in ask(app, where).text
    assert accept(app, where).status == 303
    assert "Their words." in plan_of(top).read_text()
    assert "My own words." in plan_of(top).read_text()


def test_an_entry_that_is_gone_is_asked_about_no_more(top: Path) -> None:
    where = send(pages(top), "later", text="My own words.")
    assert run("remove", "later", "--plan", top / "plans" / "p").exit_code == 0
    app = pages(top, "other")
    assert ask(app, LIST).status == 200
    assert ask(app, where).status == 404
    assert post(app, where, go="accept", shown="[]").status == 404


@pytest.mark.parametrize(
    ("entry", "audience", "others"),
    [("hidden", "confidential", "public"), ("hidden", "confidential", "internal"), ("visits", "internal", "public")],
)
def test_it_is_shown_to_nobody_who_may_not_read_it(top: Path, entry: str, audience: Any, others: Any) -> None:
    nothing = ask(pages(top, "other", audience=others), LIST)
    where = send(pages(top, audience=audience), entry, text="Zqsecret words.")
    app = pages(top, "other", audience=others)
    assert ask(app, LIST).body == nothing.body
    assert (ask(app, where).status, post(app, where, go="accept").status) == (404, 404)
    assert post(app, where, go="return", word="x").status == 404
    assert "Zqsecret" in ask(pages(top, "other", audience="confidential"), where).text
    assert plan_of(top).read_text() == PLAN


def test_what_would_be_withheld_in_the_plan_is_withheld_before(top: Path) -> None:
    update = "{on: 2026-06-01, about: hidden, text: Zqsecret words of a closure that nobody knows of}"
    plan_of(top).write_text(f"{PLAN}updates:\n  - {update}\n")
    git(top, "commit", "--quiet", "--all", "--message", "A secret")
    where = send(pages(top), text="Zqsecret words of a closure that nobody knows of")
    app = pages(top, "other")
    assert ask(app, where).status == 404
    assert "Visit every home</a>" not in ask(app, LIST).text
    assert ask(pages(top, "other", audience="confidential"), where).status == 200


@pytest.mark.parametrize("how", [{"me": None}, {"commit": "never"}, {"read_only": True}])
def test_where_it_is_not_offered(top: Path, how: dict[str, Any]) -> None:
    where = send(pages(top))
    app = pages(top, **how)
    assert ">For approval</a>" not in ask(app, "/plans/p/due").text
    assert ask(app, where).status in (403, 404)
    assert ask(app, LIST).status in (403, 404)
    assert post(app, where, go="drop").status in (403, 404)
    assert len(refs(top)) == 1


def test_without_git_it_is_not_offered(top: Path) -> None:
    shutil.rmtree(top / ".git")
    app = pages(top)
    page, _ = answer_all(app, "visits", text="Half are done.")
    assert "for approval" not in page.text.lower()
    assert "Send it for approval" in answer_all(pages_in_git(top), "visits", text="x")[0].text
    shutil.rmtree(top / ".git")
    answer = post(pages(top), address("visits"), **carried(page), go="propose")
    assert answer.status == 409
    assert "Half are done." in unescape(answer.text), "no typed word is lost"
    assert plan_of(top).read_text() == PLAN


def pages_in_git(top: Path) -> App:
    git(top, "init", "--quiet")
    return pages(top)


def test_where_git_does_not_know_who_sends_it_no_word_is_lost(top: Path) -> None:
    git(top, "config", "--unset", "user.email")
    app = pages(top)
    page, _ = answer_all(app, "visits", text="My own words.")
    answer = post(app, address("visits"), **carried(page), go="propose")
    assert answer.status == 409
    assert "git does not know who saves here" in answer.text
    assert heading(post(app, address("visits"), **carried(answer), go="check")) == "Check your answers"
    assert "My own words." in carried(answer)["text"]


def test_it_is_not_accepted_where_it_cannot_be_committed(top: Path) -> None:
    where = send(pages(top))
    merging(top)
    answer = accept(pages(top, "other"), where)
    assert (answer.status, heading(answer)) == (409, "This cannot be done in git now")
    assert plan_of(top).read_text() == PLAN
    assert len(refs(top)) == 1


def test_what_else_is_in_the_file_is_asked_about_before_it_is_accepted(top: Path) -> None:
    where = send(pages(top))
    plan_of(top).write_text(PLAN.replace("Write it up", "Write it all up"))
    app = pages(top, "other")
    answer = accept(app, where)
    assert (answer.status, heading(answer)) == (409, "Something else would go into the plan's history too")
    assert post(app, where, **carried(answer), git="all").headers["location"].endswith("git=done")
    assert status(top) == []


def test_what_is_not_understood_is_not_sent(top: Path) -> None:
    app = pages(top)
    page, _ = answer_all(app, "waiting", value="60000")
    answer = post(app, address("waiting"), **carried(page), go="propose")
    assert answer.status == 422
    assert "Is the figure right?" in answer.text
    assert post(app, address("visits"), go="propose", shown=carried(page)["shown"]).status == 422
    assert post(app, address("visits"), go="propose", text="x", shown="[]").status == 409
    assert refs(top) == []
    sent = post(app, address("waiting"), **carried(answer), go="propose-anyway").headers["location"]
    assert "Is the figure right?" in ask(pages(top, "other"), sent.partition("?")[0]).text


def test_what_a_check_finds_is_told_to_those_who_may_read_all(top: Path) -> None:
    where = send(pages(top), text="Half are done.", rag="red", reason="Nobody to do it.")
    page = unescape(ask(pages(top, "other", audience="confidential"), where).text)
    assert "What a check of the plan finds" in page
    assert "with no recovery" in page
    assert "What a check of the plan finds" not in ask(pages(top, "other"), where).text


def test_of_two_plans_in_one_repository_each_has_its_own(top: Path) -> None:
    shutil.copytree(top / "plans" / "p", top / "copies" / "p")
    where = send(pages(top))
    app = serving(top / "copies" / "p", me="other", git=Commits(), proposals=Proposals())
    assert ask(app, where).status == 404
    assert "Nothing waits for approval" in ask(app, LIST).text


@pytest.mark.parametrize(
    "name", ["..", "--all", "HEAD", "0" * 12, "0123456789abcdef" * 3, "x y", "%2e%2e", "refs%2fheads%2fmain", "é"]
)
def test_an_odd_name_is_no_proposal(top: Path, name: str) -> None:
    app = pages(top)
    send(app)
    assert ask(app, f"{LIST}/{name}").status in (400, 404)
    assert post(app, f"{LIST}/{name}", go="drop").status in (400, 404)
    assert len(refs(top)) == 1


OURS = {"version": 1, "plan": "plans/p", "entry": "visits", "by": "x", "on": "2026-06-01", "readers": "public"}
ODD: list[dict[str, Any]] = [
    {"answers": []},
    {"answers": {"text": 7}},
    {"answers": {}, "entry": ["visits"]},
    {"answers": {}, "on": "soon"},
    {"answers": {}, "readers": ["public"]},
    {"answers": {}},
    {"answers": {"rag": "mauve", "on": "never", "due": "x"}, "by": "<b>\n--x"},
    {"answers": {"value": "7", "met": "yes"}, "entry": "met"},
    {"answers": {"text": "\ud800 \0", "on": "2026-06-01"}},
    {"answers": {"text": "x", "rag": "red", "evidence": "hidden", "owner": "nobody", "shown": "[[1]]"}},
]
"""Proposals that look like ours up to a point."""


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        "[" * 100_000,
        '{"version": 1}',
        "null",
        "x" * (2 << 20),
        *(json.dumps(OURS | each) for each in ODD),
    ],
    ids=range(6 + 1 + len(ODD)),
)
def test_what_others_put_there_breaks_nothing(top: Path, content: str) -> None:
    (top / "proposal.json").write_text(content)
    git(top, "add", "proposal.json")
    git(top, "commit", "--quiet", "--message", "Odd")
    made, blob = git(top, "rev-parse", "HEAD"), git(top, "rev-parse", "HEAD:proposal.json")
    odd = f"refs/cqcplan/proposals/{'a' * 12}"
    for name, points_at in (
        (odd, made),
        (f"refs/cqcplan/proposals/{'b' * 12}", blob),
        ("refs/cqcplan/proposals/é --x", made),
    ):
        (top / "packed").write_text(f"{points_at} {name}\n")
        if " " not in name:
            git(top, "update-ref", name, points_at)
    app = pages(top, "other")
    listed = ask(app, LIST)
    assert listed.status == 200
    assert "<b>" not in listed.text.replace("<b>Send it", "")
    where = f"{LIST}/{'a' * 12}"
    assert ask(app, where).status in (200, 404)
    assert post(app, where, go="accept", shown="[]").status in (404, 409, 422)
    assert plan_of(top).read_text() == PLAN
