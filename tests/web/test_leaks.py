"""No page holds a word that its readers may not have: every page that links lead to, of a plan with marked secrets."""

import json
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, Literal

import pytest

from cqcplan.files.commits import Commits
from cqcplan.files.discover import locate
from cqcplan.files.proposals import Proposals
from cqcplan.model.vocabulary import Visibility
from cqcplan.view.levels import ORDER, READS
from cqcplan.web.folder import folder_of
from cqcplan.web.served import Served, named
from tests.files.test_revisions import git
from tests.view.marked_plan import DAY, NEVER, marked
from tests.web.browser import ask, post, sent, serving
from tests.web.every_page import HIDDEN

LEVEL = re.compile(rf"zq({'|'.join((*ORDER, NEVER))})zq", re.IGNORECASE)
FORM = re.compile(rf"{LEVEL.pattern}|-in-[a-z]+|[0-9]+", re.IGNORECASE)
"""What tells the form of one entry, or of one record in it, from that of another of its kind."""
HREF = re.compile(r'(?:href|action)="([^"]*)"')
ASKED = (
    "/plans/anyshire/due?owner={role}&days=3660", "/plans/anyshire/search?words=zq",
    "/plans/anyshire/changes?since=2020-01-01",
    "/plans/anyshire/papers?kind=progress&for=public&prove=yes", "/plans/anyshire/papers?kind=progress&for=part-1",
    "/plans/anyshire/priorities?owner={role}", "/plans/anyshire/score?safeguarding=4",
    "/plans/anyshire/figures?mine=yes", "/plans/anyshire/figures/saved?on=2026-01-31",
)  # fmt: skip
"""Pages that only a form leads to."""


@pytest.fixture
def plan(tmp_path: Path, pointing: Literal["alike", "above"]) -> Path:
    header = {"id": "anyshire", "council": {"name": "Anyshire Council"}, "framework": "la-2026-04"}
    file = tmp_path / "anyshire" / "plan.yaml"
    file.parent.mkdir()
    file.write_text(json.dumps({"plan": header} | marked(pointing)), encoding="utf-8")
    return file.parent


def every_page(plan: Path, audience: Visibility) -> Iterator[tuple[str, str]]:
    """Follow every link, from the first page on."""
    app = serving(plan, audience=audience, day=DAY + timedelta(days=30))
    waiting, seen = ["/plans/anyshire/", *(each.format(role="zqpubliczq-role-id") for each in ASKED)], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = ask(app, address)
        assert answer.status == 200, f"{address}: {answer.status}"
        yield address, answer.text
        found = (unescape(each).partition("#")[0] for each in HREF.findall(answer.text))
        waiting += [each for each in found if each.startswith("/") and each not in ("/", "/site.css")]
        # what is no text is searched where papers are tested
        waiting = [each for each in waiting if not re.search(r"\.(docx|pdf)(\?|$)", each)]
        # the forms of one kind of entry name the same: one of them is asked for
        forms = [each for each in (*waiting, *seen) if re.search("/(change|rename|move|remove)(/|$)|/new/", each)]
        kinds = {FORM.sub("", each): each for each in forms}
        waiting = [each for each in waiting if FORM.sub("", each) not in kinds or each in kinds.values()]


@pytest.mark.parametrize(
    ("audience", "pointing"),
    [("public", "alike"), ("public", "above"), ("internal", "above"), ("exempt", "alike"), ("confidential", "alike")],
)
def test_no_page_holds_a_secret(plan: Path, audience: Visibility) -> None:
    pages = dict(every_page(plan, audience))
    allowed = READS[audience]
    for address, text in pages.items():
        if audience == "confidential" and address.endswith("/problems"):
            continue  # to whom all is open, what a check quotes is open too
        # what no paper prints stands in its own box, for those who may read it
        more = {NEVER} if "internal" in allowed and "/change" in address else set()
        assert {level for level in LEVEL.findall(text) if level not in allowed | more} == set(), address
    assert len(pages) > 30
    assert (f"zq{NEVER}zq" in "".join(pages.values())) == ("internal" in allowed)
    every = "".join(pages.values())
    assert {level for level in ORDER if f"zq{level}zq" in every} == set(allowed), "the marks are no idle words"


@pytest.mark.parametrize(("audience", "pointing"), [("public", "above"), ("exempt", "alike")])
def test_no_file_of_the_folder_holds_a_secret(plan: Path, audience: Visibility) -> None:
    served = Served(named(tuple(locate(str(plan)))), audience, lambda: DAY + timedelta(days=30), folder=True)
    files = folder_of(served)
    every = {name: f"{name}\n{content.decode()}" for name, content in files.items()}
    for name, text in every.items():
        assert {level for level in LEVEL.findall(text) if level not in READS[audience]} == set(), name
    assert {name.rpartition(".")[2] for name in every} == {"html", "css", "csv", "atom"}
    for ending in ("html", "csv", "atom"):
        texts = "".join(text for name, text in every.items() if name.endswith(ending))
        assert {level for level in ORDER if f"zq{level}zq" in texts} == set(READS[audience]), (
            "the marks are no idle words"
        )


@pytest.mark.parametrize("pointing", ["alike"])
def test_what_is_withheld_is_as_what_is_not_there(plan: Path) -> None:
    app = serving(plan, day=DAY)
    hidden, nothing = (
        ask(app, f"/plans/anyshire/entries/{name}") for name in ("zqinternalzq-risk-id", "no-such-entry")
    )
    assert (hidden.status, hidden.body) == (nothing.status, nothing.body) == (404, nothing.body)
    assert (
        ask(serving(plan, audience="internal", day=DAY), "/plans/anyshire/entries/zqinternalzq-risk-id").status == 200
    )


@pytest.mark.parametrize("pointing", ["above"])
def test_what_git_has_tells_no_secret(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for approval, what else would go into git, and the saves: by every audience for every other."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(plan.parent, "init", "--quiet")
    git(plan.parent, "config", "user.name", "Office")
    git(plan.parent, "config", "user.email", "office@example.org")
    git(plan.parent, "add", ".")
    git(plan.parent, "commit", "--quiet", "--message", "The plan of zqconfidentialzq")
    day = DAY + timedelta(days=30)
    how: dict[str, Any] = {"day": day, "git": Commits(), "proposals": Proposals(), "commit": "always"}
    for level in ORDER:
        app = serving(plan, audience=level, me=f"Sender of zq{level}zq", **how)
        entry = f"/plans/anyshire/entries/zq{level}zq-action-id"
        every = (
            (f"{entry}/update", "text", f"Typed for zq{level}zq."),
            (f"{entry}/change", "field-title", f"Typed for zq{level}zq."),
            ("/plans/anyshire/new/risk", "field-title", f"Typed for zq{level}zq."),
            ("/plans/anyshire/figures", f"value-zq{level}zq-measure-id", "7"),
        )
        # each of them costs, so that only those who read everything send every form
        for where, field, words in every[: _sent_by(level)]:
            said = {name: value for name, value in sent(ask(app, where)).items() if name != "at"}
            said |= {field: words, f"keep-zq{level}zq-measure-id": words, "go": "propose-anyway"}
            answer = post(app, where, **said)
            assert answer.status == 303, answer.text
    made = (plan / "plan.yaml").read_text()
    (plan / "plan.yaml").write_text(re.sub(r"(zq[a-z]+zq)actiontitle", r"\1actiontitle, new", made))
    for audience in ORDER:
        app = serving(plan, audience=audience, me="Reader", **how)
        listed = ask(app, "/plans/anyshire/proposals").text
        pages = [listed, *(ask(app, each).text for each in HREF.findall(listed) if "/proposals/" in each)]
        assert len(pages) == 1 + sum(map(_sent_by, READS[audience])), audience
        where = "/plans/anyshire/entries/zqpubliczq-action-id/update"
        shown = dict(HIDDEN.findall(ask(app, where).text))["shown"]
        asked = post(app, where, go="save", text="Words.", shown=unescape(shown))
        assert "Something else would go" in asked.text
        pages += [asked.text, ask(app, "/plans/anyshire/history").text]
        found = set(LEVEL.findall("".join(pages)))
        assert found - READS[audience] - {NEVER if audience == "confidential" else ""} == set(), audience
        assert found >= READS[audience], "the marks are no idle words"


def _sent_by(level: str) -> int:
    return 4 if level == "confidential" else 1 if level == "public" else 2


@pytest.mark.parametrize("pointing", ["above"])
def test_what_was_begun_tells_no_secret(plan: Path) -> None:
    """The unsaved words of every form: of every audience for every other, and of one that may read less than before."""
    state, day = plan.parent / "state", DAY + timedelta(days=30)
    begun = dict[Visibility, set[str]]()
    for level in ORDER:
        app = serving(plan, audience=level, day=day, state=state)
        entry = f"/plans/anyshire/entries/zq{level}zq-action-id"
        forms = {
            f"{entry}/update": "text", f"{entry}/change": "field-title", "/plans/anyshire/new/risk": "field-title",
            "/plans/anyshire/figures": f"value-zq{level}zq-measure-id",
        }  # fmt: skip
        if level == "confidential":
            key = re.findall('href="([^"]*/let-stand)"', ask(app, "/plans/anyshire/problems").text)[0]
            forms[key] = "reason"
        for address, field in forms.items():
            opened = {name: unescape(said) for name, said in HIDDEN.findall(ask(app, address).text)}
            post(app, address, **opened | {"go": "check", field: f"Typed for zq{level}zq."})
        begun[level] = set(forms)
        listed = ask(app, "/plans/anyshire/update").text
        assert all(f'href="{address}"' in listed for address in forms), level
    for audience in ORDER:
        app = serving(plan, audience=audience, day=day, state=state)
        of_others = [each for level in ORDER for each in begun[level] if level != audience]
        addresses = ["/plans/anyshire/", "/plans/anyshire/update", *begun[audience], *of_others]
        text = "".join(ask(app, each).text for each in addresses)
        more = {NEVER} if "internal" in READS[audience] else set()
        assert set(LEVEL.findall(text)) - READS[audience] - more == set()
        assert f"Typed for zq{audience}zq." in text, "the marks are no idle words"
    file = plan / "plan.yaml"
    file.write_text(file.read_text().replace('"visibility": "internal"', '"visibility": "confidential"'))
    app = serving(plan, audience="internal", day=day, state=state)
    text = "".join(ask(app, each).text for each in ("/plans/anyshire/update", *begun["internal"]))
    assert text.count("You began on this before") >= len(begun["internal"])
    # an id that they have sent is theirs, and what the plan said is not
    told = re.sub("Typed for zqinternalzq|zqinternalzq.(action|measure).id", "", text, flags=re.IGNORECASE)
    assert set(LEVEL.findall(told)) == {"public"}
