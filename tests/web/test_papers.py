"""A paper from the pages is the paper that the command makes with the same choices, in whole or in parts."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from cqcplan.cli.house import paper_made_from, the_house
from tests.exchange.round_trip import run
from tests.places import PLANS, ROOT
from tests.web.browser import DAY, ask, serving

PLAN = PLANS / "leicestershire"
PAPERS = "/plans/leicestershire/papers"
EXAMPLESHIRE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
CASES: list[tuple[Path, Any, str, dict[str, str], list[str]]] = [
    (PLAN, "public", "progress.html", {}, []),
    (PLAN, "public", "progress.md", {"period": "Q4"}, ["--period", "Q4"]),
    (PLAN, "public", "brief.docx", {}, []),
    (PLAN, "public", "dhsc.md", {}, []),
    (PLAN, "internal", "board.md", {}, ["--audience", "internal"]),
    (PLAN, "internal", "progress.md", {"for": "public"}, []),
    (PLAN, "public", "progress.md", {"meeting": "committee-2026-03"}, ["--meeting", "committee-2026-03"]),
    (EXAMPLESHIRE, "exempt", "progress.html", {}, ["--audience", "exempt"]),
    (EXAMPLESHIRE, "exempt", "progress.md", {"for": "part-1"}, ["--part", "1"]),
    (EXAMPLESHIRE, "exempt", "progress.docx", {"for": "part-2"}, ["--part", "2"]),
    (EXAMPLESHIRE, "confidential", "progress.pdf", {"for": "part-2"}, ["--part", "2"]),
]


@pytest.mark.parametrize(("plan", "audience", "file", "asked", "said"), CASES)
def test_a_paper_is_the_one_of_the_command(  # noqa: PLR0917 - one case
    tmp_path: Path, plan: Path, audience: Any, file: str, asked: dict[str, str], said: list[str]
) -> None:
    answer = ask(serving(plan, audience=audience), f"/plans/{plan.name}/papers/{file}?{urlencode(asked)}")
    assert answer.status == 200, answer.text
    wanted, kind = tmp_path / file, file.partition(".")[0]
    result = run("report", plan, "--paper", kind, "--as-of", DAY.isoformat(), "--revision", "none", *said, "-o", wanted)
    assert result.exit_code == 0, result.stderr
    assert answer.body == wanted.read_bytes()


def test_it_names_the_revision_that_the_command_names(tmp_path: Path) -> None:
    answer = ask(serving(PLAN, made_from=paper_made_from), f"{PAPERS}/brief.md")
    result = run("report", PLAN, "--paper", "brief", "--as-of", DAY.isoformat(), "-o", tmp_path / "paper.md")
    assert result.exit_code == 0, result.stderr
    assert answer.body == (tmp_path / "paper.md").read_bytes()


def test_a_paper_shown_may_have_its_own_styles_and_no_others() -> None:
    answer = ask(serving(PLAN), f"{PAPERS}/brief.html")
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_paper_downloaded_has_the_name_of_the_command() -> None:
    answer = ask(serving(PLAN, audience="internal"), f"{PAPERS}/appendix.md?period=Q4&meeting=committee-2026-03")
    name = "leicestershire-appendix-internal-2026-03-02.md"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    part = ask(serving(EXAMPLESHIRE, audience="exempt"), "/plans/exampleshire/papers/progress.md?for=part-2")
    assert "-progress-part-2-exempt-" in part.headers["content-disposition"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("period=nonsense", "period"), ("period=2031", "period"), ("meeting=nowhere", "meeting"),
        ("for=internal", "for"), ("for=part-2", "for"), ("for=everybody", "for"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_it(asked: str, field: str) -> None:
    answer = ask(serving(PLAN), f"{PAPERS}?kind=progress&{asked}")
    assert answer.status == 422
    assert "There is a problem" in answer.text
    assert f'href="#{field}"' in answer.text
    assert ask(serving(PLAN), f"{PAPERS}/progress.html?{asked}").status == 422


@pytest.mark.parametrize("address", [f"{PAPERS}/nothing.html", f"{PAPERS}/progress.exe", f"{PAPERS}/progress"])
def test_there_is_no_such_paper(address: str) -> None:
    assert ask(serving(PLAN), address).status == 404


@pytest.mark.parametrize(
    ("audience", "offered"),
    [
        ("public", set()), ("internal", {"public", "internal"}), ("exempt", {"public", "part-1", "part-2", "exempt"}),
        ("confidential", {"public", "part-1", "part-2", "internal", "exempt", "confidential"}),
    ],
)  # fmt: skip
def test_nobody_is_offered_a_paper_for_who_may_read_more(audience: Any, offered: set[str]) -> None:
    shown = ask(serving(EXAMPLESHIRE, audience=audience), "/plans/exampleshire/papers").text
    choice = shown.partition('<select id="for"')[2].partition("</select>")[0]
    every = ("public", "part-1", "part-2", "internal", "exempt", "confidential")
    assert {each for each in every if f'value="{each}"' in choice} == offered


def test_part_two_that_would_be_empty_is_told() -> None:
    answer = ask(serving(PLAN, audience="exempt"), f"{PAPERS}?kind=progress&for=part-2")
    assert (answer.status, "Nothing is exempt on the day of this paper" in answer.text) == (422, True)


def test_the_search_of_each_file_stands_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    app = serving(EXAMPLESHIRE, audience="confidential")
    address = "/plans/exampleshire/papers?kind=progress&for=public"
    chosen = ask(app, address).text
    assert "prove=yes" in chosen
    assert "Searched: " not in chosen, "it takes a while, so it is asked for"
    text = ask(app, f"{address}&prove=yes").text
    assert text.count("Searched: nothing that its readers may not have was found in it.") == 4
    assert re.search(r"Each was searched for \d{3} withheld texts and 3 withheld figures\. \d more are too short", text)

    from cqcplan.papers.proof.prove import Leak
    from cqcplan.web.paper_asked import Order

    monkeypatch.setattr(Order, "leaks_in", lambda *_: [Leak("ot-risk", "text", "sentence", "line 12", "The prov")])
    text = ask(app, f"{address}&prove=yes").text
    assert text.count("Do not publish it: 1 place shows what its readers may not have") == 4
    assert "ot-risk, text: a sentence, beginning The prov… (line 12)" in text
    text = ask(serving(EXAMPLESHIRE), f"{address}&prove=yes").text
    assert text.count("line 12") == 4
    assert not {"ot-risk", "The prov"} & set(text.split()), "what is withheld, and how much, is not for these readers"


def test_what_changed_since_the_last_paper_is_one_step_away() -> None:
    app = serving(PLAN)
    text = ask(app, f"{PAPERS}?kind=progress&meeting=committee-2026-06").text
    assert '<a href="/plans/leicestershire/changes?since=2026-03-02">See what changed since the last paper</a>' in text


def test_a_public_paper_for_a_closed_meeting_is_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "plan.yaml").write_text(
        "plan: {id: closed, title: Our plan, council: {name: Anyshire Council}, framework: la-2026-04}\n"
        "bodies: [{id: scrutiny, name: Scrutiny Committee, kind: scrutiny}]\n"
        "meetings: [{id: next, body: scrutiny, on: 2026-07-01, title: Progress, open: false}]\n",
        encoding="utf-8",
    )
    assert (
        "The public are excluded from this meeting" in ask(serving(folder), "/plans/closed/papers?kind=progress").text
    )


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with settings, templates and a house style of the council's own, in which one works."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cqcplan.toml").write_text(
        'ignore = ["PLAN806"]\n[papers]\ntemplates = "own"\nstyle = "ours"\n', encoding="utf-8"
    )
    styles = tmp_path / "own" / "house-styles"
    styles.mkdir(parents=True)
    (styles / "ours.yaml").write_text(
        "style: 1\ntitle: Ours\nmoney: short\npapers: {leaflet: {about: a leaflet, sections: [risk-register]}}\n",
        encoding="utf-8",
    )
    sections = tmp_path / "own" / "sections"
    sections.mkdir()
    (sections / "risk-register.md.j2").write_text("# What could go wrong\n\nOur own words.\n", encoding="utf-8")
    return tmp_path


def test_own_templates_style_and_settings_are_those_of_the_command(house: Path) -> None:
    app = serving(PLAN, house=the_house(None), audience="confidential")
    assert "Our own words." in ask(app, "/plans/leicestershire/risks").text
    shown = ask(app, PAPERS).text
    assert 'value="leaflet"' in shown
    for kind in ("leaflet", "progress"):
        result = run(
            "report", PLAN, "--paper", kind, "--as-of", DAY.isoformat(), "--revision", "none",
            "--audience", "confidential", "-o", house / "x.md",
        )  # fmt: skip
        assert result.exit_code == 0, result.stderr
        assert ask(app, f"{PAPERS}/{kind}.md").body == (house / "x.md").read_bytes()
    switched_off = "PLAN806"
    assert switched_off not in ask(app, "/plans/leicestershire/problems").text
    assert switched_off in ask(serving(PLAN, audience="confidential"), "/plans/leicestershire/problems").text


@pytest.mark.parametrize("address", ["/plans/leicestershire/risks", f"{PAPERS}/leaflet.html"])
def test_a_mistake_in_an_own_template_is_a_page_with_its_place(house: Path, address: str) -> None:
    app = serving(PLAN, house=the_house(None))
    file = house / "own" / "sections" / "risk-register.md.j2"
    file.write_text("# Risks\n\n{{ plan.riscs }}\n", encoding="utf-8")
    answer = ask(app, address)
    assert answer.status == 409
    assert "own/sections/risk-register.md.j2:3: a plan has no &#34;riscs&#34;; did you mean" in answer.text
    file.write_text("# Risks\n\nMended.\n", encoding="utf-8")
    assert "Mended." in ask(app, address).text, "it is read again"


def test_a_mistake_in_an_own_style_is_a_page_with_its_place(house: Path) -> None:
    app = serving(PLAN, house=the_house(None))
    (house / "own" / "house-styles" / "ours.yaml").write_text("style: 1\ntitle: Ours\nmoney: no\n", encoding="utf-8")
    for address in (PAPERS, f"{PAPERS}/progress.md"):
        answer = ask(app, address)
        assert answer.status == 409
        assert "ours.yaml:3: " in answer.text
    (house / "own" / "house-styles" / "ours.yaml").unlink()
    assert "there is no house style &#34;ours&#34;" in ask(app, PAPERS).text
