"""What a check finds is put right at its field, or let stand with a reason that the plan keeps."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.round_trip import run
from tests.web.browser import Answer, ask, post, sent, serving, text_of, written

PLAN = """\
schema: 1
plan: {id: p, title: Improvement plan, council: {name: Made Up Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Service}]
priorities:
  - id: homes
    title: Homes
    lead: head
    text: |
      Every home
      counts.

    actions:
      - id: visits
        title: Visit every home
        due: 2026-01-20
  - id: papers
    title: Papers
    lead: head
    actions:
      - {id: later, owner: head, title: "Write
          it up", due: 2026-01-31}
      - {id: fine, title: Fine, owner: head, due: 2027-01-31}
measures:
  - {id: waiting, title: People waiting, unit: people, observations: [{on: 2026-05-01, value: 600}]}
"""
PROBLEMS = "/plans/p/problems"
LINK = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def pages(plan: Path, **how: Any) -> Any:
    return serving(plan, audience="confidential", **how)


def found(page: Answer) -> list[tuple[str, str, str]]:
    """Return what is found: the words, where it is put right, and where it is let stand."""
    listed = []
    for one in LINK.findall(page.text[page.text.index("<h1>") :]):
        to = dict.fromkeys(re.findall(r'href="([^"]*)"', one))
        right = next((each for each in to if re.search("/(change|update)", each)), "")
        listed.append(
            (unescape(re.sub("<[^>]+>", " ", one)), unescape(right), next((x for x in to if "/let-" in x), ""))
        )
    return listed


def the_one(plan: Path, words: str) -> tuple[str, str, str]:
    return next(each for each in found(ask(pages(plan), PROBLEMS)) if words in each[0])


def test_each_finding_leads_to_its_field(plan: Path) -> None:
    app = pages(plan)
    listed = found(ask(app, PROBLEMS))
    assert len(listed) > 2
    for words, right, _ in listed:
        assert "plan.yaml, line" in words
        if right:
            page = ask(app, right.partition("#")[0])
            assert page.status == 200
            anchor = right.partition("#")[2]
            assert not anchor or f'id="{anchor}"' in page.text
    led = [right for _, right, _ in listed]
    assert "/plans/p/entries/visits/update" in led, "what is late is reported on"
    assert "/plans/p/entries/waiting/change?at=field-priorities#field-priorities" in led


@pytest.mark.parametrize("words", ["20 January 2026", "31 January 2026"])
@pytest.mark.parametrize(
    ("reason", "until", "kept"),
    [
        ("The board agreed to it.", "", "The board agreed to it."),
        (
            "  Agreed   on 3 May,\n as it: is # no 'news' ",
            "end of March 2027",
            "Agreed on 3 May, as it: is # no 'news'",
        ),
        ("It is for now!", "31/12/2026", "It is for now!"),
    ],
)
def test_a_finding_is_let_stand_as_validate_reads_it(
    plan: Path, words: str, reason: str, until: str, kept: str
) -> None:
    app = pages(plan)
    said, _, address = the_one(plan, words)
    code = re.search(r"PLAN\d{3}", said)
    assert code
    answer = post(app, address, **sent(ask(app, address)) | {"reason": reason, "until": until})
    assert answer.status == 303, text_of(answer)
    result = run("validate", plan, "--format", "json", "--as-of", "2026-06-15")
    import json

    waived = json.loads(result.stdout)["waived"]
    assert [(each["code"], each["reason"]) for each in waived] == [(code[0], kept)]
    assert (waived[0]["until"] is None) == (not until)
    left = [line for line in written(plan).splitlines() if "cqcplan:" not in line or "Write" in line]
    assert len(left) in (len(PLAN.splitlines()), len(PLAN.splitlines()) - 1)
    page = ask(app, answer.headers["location"])
    assert post(app, "/plans/p/saved", **sent(page)).status == 200
    assert written(plan) == PLAN


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"reason": " "}, "reason", "why it may stand"),
        ({"reason": "Agreed.", "until": "soon"}, "until", "soon"),
        ({"reason": "Agreed.", "until": "1 May 2026"}, "until", "a day to come"),
        ({"reason": "We wait until 1 July 2027"}, "reason", "other words"),
        ({"reason": "A bell \x07 rings"}, "reason", "fits in there"),
    ],
)
def test_a_mistake_is_told_at_its_field(plan: Path, typed: dict[str, str], field: str, said: str) -> None:
    app = pages(plan)
    page = post(app, the_one(plan, "20 January 2026")[2], **typed)
    assert page.status == 422
    assert f'href="#{field}"' in page.text
    assert f'id="{field}-error"' in page.text
    assert said in text_of(page)
    assert written(plan) == PLAN


def test_what_is_no_longer_found_gives_the_words_back(plan: Path) -> None:
    app = pages(plan)
    address = the_one(plan, "20 January 2026")[2]
    assert run("edit", "visits", "--due", "2027-01-20", "--plan", plan).exit_code == 0
    before = written(plan)
    page = post(app, address, reason="My own words")
    assert page.status == 409
    assert "My own words" in page.text
    assert ask(app, address).status == 404
    assert written(plan) == before


def test_only_who_may_read_all_and_change_it(plan: Path) -> None:
    address = the_one(plan, "20 January 2026")[2]
    (plan / "plan.yaml").write_text(PLAN + "risks: [{id: x, title: Zqsecret, visibility: internal}]\n")
    public = serving(plan)
    assert ask(public, address).status == 404
    assert post(public, address, reason="Agreed.").status == 404
    still = pages(plan, read_only=True)
    assert (ask(still, address).status, post(still, address, reason="Agreed.").status) == (403, 403)
    assert "Let it stand" not in ask(still, PROBLEMS).text
    assert "cqcplan:" not in written(plan)


def test_a_finding_is_the_same_from_wherever_it_is_looked_at(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, before = the_one(plan, "20 January 2026")
    monkeypatch.chdir(plan.parent)
    page = ask(serving("p", audience="confidential"), PROBLEMS)
    assert before in [address for _, _, address in found(page)]
