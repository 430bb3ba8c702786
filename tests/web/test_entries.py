"""New entries and changes to those that are there: forms from the models, by the rules of the command line."""

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cqcplan.recording.kinds import KINDS, model_of, options_of
from cqcplan.web.guard import App
from tests.exchange.round_trip import run
from tests.places import PLANS
from tests.web.browser import Answer, ask, filled_in, post, sent, serving, text_of, written

PLAN = """\
schema: 1
plan: {id: p, title: Improvement plan, council: {name: Made Up Council}, framework: la-2026-04}
roles: [{id: head, title: Head of Service}, {id: other, title: Another post}]
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
  - {id: partner, name: Zqsecret partner, kind: partner, visibility: internal}
measures:
  - id: waiting
    title: People waiting
    unit: people
    baseline: {on: end of March 2026, value: 605}
    target: {by: 2027-03, value: 300, why: As others have.}
priorities:
  - id: homes
    title: Homes
    plain_words: Make homes better
    quality_statements: [safeguarding, equity]
    lead: head
    outcomes: [Warm homes, Dry homes]
    actions:
      - {id: visits, title: Visit every home, owner: head, due: 2026-06-20, partners: [cabinet, partner]}
      - {id: hidden, title: Zqsecret closure, owner: head, due: 2026-07-17, visibility: confidential}
"""
BASE = "/plans/p"
WHOLE = "confidential"


def fill(app: App, address: str, go: str = "save", page: Any = None, **typed: str) -> Answer:
    return filled_in(app, f"{BASE}/{address}", go, page, **typed)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_has_a_form_with_every_option(kind: str) -> None:
    app = serving(PLANS / "leicestershire", audience=WHOLE)
    page = ask(app, f"/plans/leicestershire/new/{kind}")
    section = next(each.section for each in KINDS if each.name == kind)
    names = set(re.findall(r'(?:name|id)="(field-[^"]*)"', page.text))
    left_out = {
        "-".join(option.path)
        for option in options_of(model_of(section))
        if not any(name.startswith(f"field-{'-'.join(option.path)}") for name in names)
    }
    # nothing of the kind is there to be named
    assert left_out <= {
        "principles",
        "findings",
        "aims_at",
        "meetings",
        "supersedes",
        "lists",
        "decided_by",
        "submission",
    }
    assert page.status == 200


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (
            "action",
            {"under": "homes", "field__title": "Phone them", "field__owner": "head", "field__due": "end of June 2027"},
            ["Phone them", "--under", "homes", "--owner", "head", "--due", "end of June 2027"],
        ),
        (
            "priority",
            {"field__title": "Carers", "field__quality_statements": "equity\nsafeguarding",
             "field__outcomes": "One\nTwo", "field__lead": "head"},
            ["Carers", "--statement", "equity", "--statement", "safeguarding", "--outcome", "One", "--outcome", "Two",
             "--lead", "head"],
        ),
        (
            "measure",
            {"field__title": "Seen", "field__unit": "per cent", "field__better": "higher", "field__target-value": "90%",
             "field__target-by": "March 2027", "field__baseline-value": "60", "field__baseline-on": "31/3/2026"},
            ["Seen", "--unit", "per cent", "--better", "higher", "--target", "90%", "--by", "March 2027", "--baseline",
             "60", "--baseline-on", "31/3/2026"],
        ),
        (
            "meeting",
            {"field__body": "cabinet", "field__on": "8 July 2026", "every": "month", "until": "September 2026"},
            ["--body", "cabinet", "--on", "8 July 2026", "--every", "month", "--until", "September 2026"],
        ),
        (
            "assessment",
            {"field__kind": "comprehensive", "field__published": "2024-11"}
            | {f"field__scores-{each}": "2" for each in (
                "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems",
                "safeguarding", "governance", "learning")},
            ["--kind", "comprehensive", "--published", "2024-11", "--score", "2 2 2 2 2 2 2 2 2"],
        ),
        ("risk", {"field__title": "Too few staff", "field__likelihood": "4", "field__impact": "3"},
         ["Too few staff", "--likelihood", "4", "--impact", "3"]),
    ],
)  # fmt: skip
def test_what_is_added_is_what_the_command_line_would_add(
    plan: Path, tmp_path: Path, kind: str, typed: dict[str, str], words: list[str]
) -> None:
    shutil.copytree(plan, tmp_path / "by-command" / "p")
    app = serving(plan, audience=WHOLE)
    answer = fill(app, f"new/{kind}", "anyway", **typed)
    assert answer.status == 303, text_of(answer)
    result = run("new", kind, *words, "--plan", tmp_path / "by-command" / "p")
    assert result.exit_code == 0, result.stderr
    assert written(plan) == written(tmp_path / "by-command" / "p") != PLAN
    page = ask(app, answer.headers["location"])
    assert page.status == 200
    assert post(app, f"{BASE}/saved", **sent(page)).status == 200
    assert written(plan) == PLAN


@pytest.mark.parametrize(
    ("kind", "typed", "field", "said"),
    [
        ("action", {"field__due": "soon"}, "field-due", "soon"),
        ("action", {"field__due": "soon"}, "field-title", "must be filled in"),
        ("action", {"field__title": "A"}, "under", "must be filled in"),
        ("measure", {"field__title": "A", "field__unit": "people", "field__target-value": "3"}, "field-target-by",
         "and a date"),
        ("risk", {"field__title": "A", "field__raised": "31/2/2026"}, "field-raised", "31"),
        ("source", {"field__title": "A", "field__url": "www.example.org"}, "field-url", "https://"),
        ("priority", {"field__title": "A", "id": "homes"}, "id", "is the id of something else"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field(plan: Path, kind: str, typed: dict[str, str], field: str, said: str) -> None:
    page = fill(serving(plan), f"new/{kind}", **typed)
    assert page.status == 422
    assert "There is a problem" in page.text
    assert f'href="#{field}"' in page.text
    assert f'id="{field}-error"' in page.text
    assert said in text_of(page)
    for name, value in typed.items():
        assert sent(page)[name.replace("__", "-")] == value
    assert written(plan) == PLAN


def test_one_like_it_and_what_a_check_would_find_are_told_first(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    page = fill(app, "new/action", under="homes", field__title="visit every home", field__due="2025-01-31")
    assert page.status == 422
    said = text_of(page)
    assert 'There is one already: "Visit every home"' in said
    assert "a check of the plan would find" in said
    assert "was due" in said
    assert written(plan) == PLAN
    assert fill(app, "new/action", "anyway", page).status == 303
    assert "visit every home" in written(plan)
    narrow = fill(serving(plan), "new/action", under="homes", field__title="Old", field__due="2025-01-31")
    assert narrow.status == 303, "what is found can tell of what is withheld"


@pytest.mark.parametrize(
    ("entry", "typed", "words"),
    [
        ("visits", {"field__title": "Visit all homes", "field__due": "31/7/2026"},
         ["--title", "Visit all homes", "--due", "31/7/2026"]),
        ("homes", {"field__outcomes": "Warm homes", "field__plain_words": "", "field__quality_statements": "equity"},
         ["--outcome", "Warm homes", "--statement", "equity", "--without", "plain-words"]),
        ("waiting", {"field__target-value": "250", "field__target-why": ""},
         ["--target", "250", "--without", "target-why"]),
        ("p", {"field__title": "Our plan", "field__council-short_name": "Made Up"},
         ["--title", "Our plan", "--council-short-name", "Made Up"]),
    ],
)  # fmt: skip
def test_what_is_changed_is_what_the_command_line_would_change(
    plan: Path, tmp_path: Path, entry: str, typed: dict[str, str], words: list[str]
) -> None:
    shutil.copytree(plan, tmp_path / "by-command" / "p")
    answer = fill(serving(plan, audience=WHOLE), f"entries/{entry}/change", "anyway", **typed)
    assert answer.status == 303, text_of(answer)
    result = run("edit", entry, *words, "--plan", tmp_path / "by-command" / "p")
    assert result.exit_code == 0, result.stderr
    assert written(plan) == written(tmp_path / "by-command" / "p") != PLAN


def test_nothing_changed_changes_nothing(plan: Path) -> None:
    app = serving(plan)
    for entry in ("visits", "homes", "waiting", "p", "cabinet", "head"):
        page = fill(app, f"entries/{entry}/change")
        assert page.status == 422
        assert "You have changed nothing" in text_of(page)
    assert written(plan) == PLAN


def test_somebody_else_was_first(plan: Path) -> None:
    app = serving(plan, audience=WHOLE)
    opened = ask(app, f"{BASE}/entries/visits/change")
    assert run("edit", "visits", "--owner", "other", "--title", "Theirs", "--plan", plan).exit_code == 0
    theirs = written(plan)
    page = fill(app, "entries/visits/change", page=opened, field__title="Mine")
    assert page.status == 409
    cells = [unescape(each) for each in re.findall(r"<td[^>]*>(.*?)</td>", page.text)]
    assert cells == [
        "Visit every home", "Theirs", "Mine", "Head of Service", "Another post", "Not touched",
    ]  # fmt: skip
    assert written(plan) == theirs
    assert fill(app, "entries/visits/change", page=page).status == 303
    assert 'title: "Mine", owner: "other"' in written(plan), "what was not touched is theirs"
    assert run("undo", "--plan", plan).exit_code == 0
    opened = ask(app, f"{BASE}/entries/visits/change")
    assert run("edit", "homes", "--title", "Houses", "--plan", plan).exit_code == 0
    answer = fill(app, "entries/visits/change", page=opened, field__title="Mine")
    assert answer.status == 303, "a change of another entry is no conflict"


def test_an_entry_that_is_gone_gives_the_words_back(plan: Path) -> None:
    app = serving(plan)
    opened = ask(app, f"{BASE}/entries/visits/change")
    assert run("remove", "visits", "--plan", plan).exit_code == 0
    page = fill(app, "entries/visits/change", page=opened, field__title="My own words")
    assert page.status == 409
    assert "My own words" in page.text


def test_what_these_readers_do_not_see_stays(plan: Path) -> None:
    app = serving(plan)
    page = ask(app, f"{BASE}/entries/visits/change")
    assert "partner" not in sent(page)["field-partners"]
    assert "Zqsecret" not in page.text
    assert fill(app, "entries/visits/change", page=page, field__partners="").status == 303
    assert "partners: [partner]" in written(plan)
    assert ask(app, f"{BASE}/entries/hidden/change").status == 404
    answer = post(app, f"{BASE}/entries/hidden/change", **{"field-title": "x"}, go="save")
    assert answer.status == 409
    assert "Zqsecret" not in answer.text
    (plan / "plan.yaml").write_text(PLAN.replace("lead: head", "lead: boss").replace(
        "roles: [", "roles: [{id: boss, title: Zqsecret boss, visibility: internal}, "
    ))  # fmt: skip
    page = fill(app, "entries/homes/change", field__lead="other")
    assert page.status == 422
    assert "cannot be changed here" in text_of(page)
    assert "Zqsecret" not in page.text
    assert "lead: boss" in written(plan)


def test_a_new_entry_that_only_others_may_read_is_saved_and_not_shown(plan: Path) -> None:
    app = serving(plan)
    answer = fill(app, "new/risk", field__title="A secret", field__visibility="internal")
    assert answer.status == 303
    page = ask(app, answer.headers["location"])
    assert page.status == 200
    assert "A secret" not in page.text


def test_read_only_adds_and_changes_nothing(plan: Path) -> None:
    app = serving(plan, read_only=True)
    for address in ("new", "new/risk", "entries/visits/change", "saved"):
        assert ask(app, f"{BASE}/{address}").status == 403
    for address in ("new/risk", "entries/visits/change", "saved"):
        assert post(app, f"{BASE}/{address}", **{"field-title": "A"}, go="save").status == 403
    assert "Change this" not in ask(app, f"{BASE}/entries/visits").text
    assert "Change this" in ask(serving(plan), f"{BASE}/entries/visits").text
    assert written(plan) == PLAN


def test_a_kind_that_is_none() -> None:
    app = serving(PLANS / "leicestershire")
    assert ask(app, "/plans/leicestershire/new/nonsense").status == 404
    assert post(app, "/plans/leicestershire/new/nonsense", go="save").status == 404
