"""The kinds of paper, through the front door: each reads well for every plan, and says what its readers need."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.house_styles import load_style
from cqcplan.files.load import load_plan
from cqcplan.model.house_style import (
    LINE_FACTS,
    Head,
    HeadFact,
    HouseStyle,
    Numbering,
    PaperForm,
    StyledSection,
)
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import Writer
from cqcplan.papers.template_files import section_names
from cqcplan.timeline.periods import parse_period
from tests.papers.example_papers import EXAMPLESHIRE, paper
from tests.papers.test_report import check_loose_ends
from tests.places import ROOT

PLANS = {
    "leicestershire": "2026-06-01",
    "bathnes": "2025-11-13",
    "nottingham": "2024-02-15",
    EXAMPLESHIRE: "2026-06-17",
}
STYLES = ROOT / "templates" / "house-styles"


@cache
def forms() -> dict[str, PaperForm]:
    style, problems = load_style("plain", [STYLES], section_names())
    assert style is not None, problems
    return style.papers


KINDS = sorted(set(forms()) - {"progress", "decision"})
every_kind = pytest.mark.parametrize("kind", KINDS)
every_plan = pytest.mark.parametrize("plan", PLANS, ids=[Path(plan).name for plan in PLANS])


@cache
def made(plan: str, kind: str, *more: str, style: str = "plain") -> str:
    """Return a paper of one kind as the command prints it."""
    folder = plan if Path(plan).is_absolute() else str(ROOT / "plans" / plan)
    words = ["report", folder, "--paper", kind, "--style", style, *more]
    if "--as-of" not in more:
        words += ["--as-of", PLANS[plan]]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def section(text: str, title: str) -> str:
    """Return one section of a paper in Markdown, from its heading to the next."""
    found = re.search(rf"^## (?:\d+\. )?{re.escape(title)}$(.*?)(?=^## |^---$)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title!r} in:\n{text}"
    return found[1]


def write_plan(folder: Path, rest: str) -> str:
    header = "schema: 1\nplan: {id: madeup, council: {name: Madeup Council}, framework: la-2026-04}\n"
    (folder / "plan.yaml").write_text(header + rest, encoding="utf-8")
    return str(folder)


@every_kind
@every_plan
@pytest.mark.parametrize("audience", ["public", "confidential"])
def test_every_kind_reads_well_for_every_plan(plan: str, kind: str, audience: str) -> None:
    if forms()[kind].councils and audience != "public":
        refused = CliRunner().invoke(app, ["report", "nottingham", "--paper", kind, "--audience", audience])
        assert "is made of what the public may read" in refused.stderr
        return
    check_loose_ends(made(plan, kind, "--audience", audience, "--prove"))


@every_kind
def test_every_kind_copes_with_a_plan_that_says_nothing(tmp_path: Path, kind: str) -> None:
    text = made(write_plan(tmp_path, ""), kind, "--as-of", "2026-06-01")
    check_loose_ends(text)
    assert text.startswith("# ")
    assert "Madeup Council" in text


@every_kind
def test_a_council_style_keeps_the_kinds_of_the_plain_one(kind: str) -> None:
    """A board report made in a committee's style is still headed as a board report."""
    plain, styled = (made("leicestershire", kind, style=style) for style in ("plain", "leicestershire-scrutiny"))
    assert plain.partition("\n")[0] == styled.partition("\n")[0]


def test_every_part_is_used_by_a_shipped_style() -> None:
    used: set[str] = set()
    for path in STYLES.glob("*.yaml"):
        style, problems = load_style(path.stem, [STYLES], section_names())
        assert style is not None, problems
        for form in style.papers.values():
            for item in form.sections:
                used |= set(item.parts) if isinstance(item, StyledSection) else {item}
    assert used == set(section_names())


def test_the_set_for_a_meeting_is_for_the_public() -> None:
    for path in STYLES.glob("*.yaml"):
        style, _ = load_style(path.stem, [STYLES], section_names())
        assert style
        assert style.set
        assert {style.papers[kind].audience for kind in style.set} == {"public"}


# the Improvement Board


def test_board_says_overall_confidence_with_meaning_reason_and_recovery() -> None:
    row = "| At risk (A) | may miss its date | 30 April 2026 | The recruitment of reviewing staff is behind. | Agency"
    assert row in section(paper("board-exampleshire"), "Overall confidence")


def test_board_says_where_no_overall_confidence_is_recorded() -> None:
    told = section(made("leicestershire", "board", "--period", "Q1"), "Overall confidence")
    assert "The plan records no overall confidence." in told
    assert "Of 64 actions and milestones: 16 done, 40 in progress" in told


BOARD = """
priorities:
  - id: p
    title: Waits
    actions:
      - {id: a, title: Amber work, due: 2026-09}
      - {id: r, title: Red work, due: 2026-04-20}
      - {id: s, title: Slipped work, due: 2026-05-31}
      - {id: late, title: Late work, due: 2026-03-31}
      - {id: far, title: Far work, due: 2027-03-31}
      - {id: undated, title: Undated work}
bodies: [{id: cab, name: Cabinet, kind: cabinet}, {id: dhsc, name: DHSC, kind: government}]
commitments: [{id: c, title: Tell Cabinet, made_to: cab, due: 2026-02}]
submissions: [{id: sub, to: dhsc, title: Return, due: 2026-01-31}]
meetings:
  - {id: m, body: cab, on: 2026-07-01, title: Plan, recommendations: [{text: To pay for the team.}]}
  - {id: old, body: cab, on: 2026-01-05, title: Plan, recommendations: [{text: To begin.}]}
measures:
  - id: behind
    title: Behind the line
    unit: people
    better: lower
    baseline: {on: 2026-01-01, value: 100}
    target: {by: 2026-12-31, value: 0}
    observations: [{on: 2026-05-31, value: 90}]
  - {id: worse, title: Worse than before, unit: people, better: lower, baseline: {on: 2026-01-01, value: 5},
     observations: [{on: 2026-05-01, value: 6}]}
  - id: ahead
    title: Ahead of the line
    unit: people
    better: lower
    baseline: {on: 2026-01-01, value: 100}
    target: {by: 2026-12-31, value: 0}
    observations: [{on: 2026-05-31, value: 10}]
risks:
  - {id: small, title: Small risk, likelihood: 1, impact: 2}
  - {id: great, title: Great risk, likelihood: 4, impact: 5, reviewed: 2026-05-02}
updates:
  - {on: 2026-05-02, about: a, rag: amber}
  - {on: 2026-05-02, about: r, rag: red, reason: Nobody applied., recovery: Agency staff.}
  - {on: 2026-05-02, about: s, due: 2026-06-28}
"""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> str:
    plan = write_plan(tmp_path_factory.mktemp("board"), BOARD)
    return made(plan, "board", "--as-of", "2026-06-01", "--period", "2026-05", "--audience", "internal")


def test_board_puts_red_first_and_says_what_has_no_reason(board: str) -> None:
    told = section(board, "Off track or At risk")
    assert "| Red work | Off track (R) | Nobody applied. | Agency staff. | 20 April 2026 |" in told
    assert "| Amber work | At risk (A) | No reason recorded | Not recorded | September 2026 |" in told
    assert told.index("Red work") < told.index("Amber work")


def test_board_tells_slips_and_everything_overdue(board: str) -> None:
    told = section(board, "What slipped and what is overdue")
    assert "| Slipped work | 31 May 2026 | 28 June 2026 | Four weeks later | No reason recorded |" in told
    late, _, silent = told.partition("### Overdue")[2].partition("### Due, and not recorded as kept or sent")
    for part, whats in ((late, ["Late work", "Red work"]), (silent, ["Return", "Tell Cabinet"])):
        named = [line.split(" | ")[0].strip("| ") for line in part.splitlines() if line.startswith("|")][2:]
        assert [what for what in named if what] == whats, "longest first"


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2026-05", "30 June 2026"),
        ("2026-01", "28 February 2026"),
        ("2025-12", "31 January 2026"),
        ("2026-27-Q1", "30 September 2026"),
        ("2025-26", "31 March 2027"),
        ("2026-04-10..2026-04-20", "1 May 2026"),
    ],
)
def test_board_looks_ahead_to_the_end_of_the_next_period(tmp_path: Path, period: str, last: str) -> None:
    plan = write_plan(tmp_path, "priorities: [{id: p, title: P, actions: [{id: a, title: A, due: 2031-01-01}]}]")
    text = made(plan, "board", "--as-of", "2026-06-01", "--period", period)
    assert f"No open action or milestone has a date up to {last}." in section(text, "Next")


def test_board_lists_the_next_work_and_counts_what_has_no_date(board: str) -> None:
    told = section(board, "Next")
    assert "Slipped work" in told
    assert "Far work" not in told
    assert "Red work" not in told, "what is overdue is told apart"
    assert "One open action or milestone has no date." in told


def test_board_judges_measures_by_the_straight_line(board: str) -> None:
    told = section(board, "Measures off track")
    assert re.search(r"^\| Behind the line \| 90 people \(31 May 2026\) \| 59 people \|", told, re.MULTILINE)
    assert "| Worse than before | 6 people (1 May 2026) |  |" in told
    assert "Ahead of the line" not in told


def test_board_names_decisions_that_are_still_to_be_made(board: str) -> None:
    told = section(board, "Decisions needed")
    assert "| 1 July 2026 | Cabinet | To pay for the team. |" in told
    assert "To begin." not in told


def test_board_puts_the_greatest_risk_first(board: str) -> None:
    told = section(board, "Risks")
    assert told.index("Great risk") < told.index("Small risk")
    assert "| Great risk | 4 | 5 | 2 May 2026 |" in told
    assert "| Small risk | 1 | 2 | No review recorded |" in told


@pytest.mark.parametrize(
    ("waived", "words"),
    [
        ((3, 1), "let three problems stand. For one of them this ends within 90 days."),
        ((1, 0), "let one problem stand. For none of them this ends within 90 days."),
    ],
)
def test_board_says_which_checks_are_let_stand(waived: tuple[int, int], words: str) -> None:
    loaded = load_plan(Location(ROOT / "plans" / "nottingham", "nottingham")).plan
    assert loaded
    day = date(2024, 2, 15)
    occasion = Occasion(loaded, day, parse_period(None, loaded, day), None)
    assert Writer(occasion).write("checks-let-stand").blocks == (), "nothing is said where nothing was counted"
    assert Writer(replace(occasion, waived=(0, 0))).write("checks-let-stand").blocks == (), "nor where there is none"
    assert words in str(Writer(replace(occasion, waived=waived)).write("checks-let-stand").blocks[0])


# the return to government


def test_return_is_no_form_of_the_department_and_names_the_last() -> None:
    text = made("leicestershire", "dhsc", "--audience", "internal")
    summary = section(text, "Summary")
    assert "It is not a form of the Department of Health and Social Care." in summary
    assert "| This return | Second quarterly update, due 17 June 2026 |" in summary
    assert "| Last return | First quarterly update, 17 March 2026 |" in summary
    assert "First quarterly update" in section(text, "What has changed since the last return")
    assert "| External occupational therapy assessment service |" in section(text, "The plan")


def test_return_of_the_period_is_not_the_last_one_even_once_it_is_sent(tmp_path: Path) -> None:
    plan = write_plan(
        tmp_path,
        """
bodies: [{id: dhsc, name: DHSC, kind: government}]
submissions:
  - {id: one, to: dhsc, title: First return, submitted: 2026-03-17}
  - {id: two, to: dhsc, title: Second return, due: 2026-06-17, submitted: 2026-06-16}
periods: [{id: q1, title: Quarter 1 2026/27, from: 2026-04-01, to: 2026-06-30, submission: two}]
""",
    )
    summary = section(made(plan, "dhsc", "--as-of", "2026-07-01", "--period", "q1"), "Summary")
    assert "| This return | Second return, due 17 June 2026 |" in summary
    assert "| Last return | First return, 17 March 2026 |" in summary


def test_return_and_plan_table_lie_on_their_side() -> None:
    for kind in KINDS:
        sideways = "@page { size: A4 landscape; }" in made("nottingham", kind, "--format", "html")
        assert sideways == forms()[kind].landscape == (kind in ("dhsc", "plan-table"))


# the whole plan


def test_plan_table_holds_every_action_and_milestone() -> None:
    text = paper("plan-table-exampleshire")
    for words in ("External occupational therapy service", "Milestone: Backlog cleared", "Recruit social workers"):
        assert text.count(f"| {words} |") == 1
    assert "| Embedded (B) | done, and part of everyday practice |" in section(text, "Key")
    assert "Buy the building" not in text


# the lead member


def test_brief_names_five_things_worst_first_and_none_twice() -> None:
    text = paper("brief-exampleshire")
    things = re.findall(
        r"^[a-z]\) \*\*(.*?):\*\*", section(text, "Three things that matter most, the worst first"), re.MULTILINE
    )
    assert things == [
        "Recruit social workers (Off track)",
        "Milestone: Backlog cleared (At risk)",
        "Too few people to deliver the plan (risk)",
    ], "good news is no filling"


WORST = """
priorities:
  - id: p
    title: Waits
    actions:
      - {id: a, title: Amber work, due: 2026-09}
      - {id: r, title: Red work, due: 2026-09}
      - {id: o, title: Late work, due: 2026-04}
      - {id: d, title: Done work, due: 2026-04}
measures:
  - id: worse
    title: Complaints
    unit: complaints
    better: lower
    baseline: {on: 2026-03-31, value: 10}
    target: {by: 2026-12-31, value: 5}
    observations: [{on: 2026-05-31, value: 14}]
  - id: slow
    title: People waiting
    unit: people
    better: lower
    baseline: {on: 2026-03-31, value: 100}
    target: {by: 2026-06-30, value: 10}
    observations: [{on: 2026-05-31, value: 95}]
  - id: good
    title: Reviews
    unit: reviews
    better: higher
    baseline: {on: 2026-03-31, value: 1}
    observations: [{on: 2026-05-31, value: 9}]
risks:
  - {id: small, title: Small risk, likelihood: 2, impact: 2}
  - {id: great, title: Great risk, likelihood: 5, impact: 4}
updates:
  - {on: 2026-05-01, about: a, rag: amber}
  - {on: 2026-05-01, about: r, rag: red}
  - {on: 2026-05-01, about: d, rag: green}
  - {on: 2026-05-02, about: d, status: complete}
"""


def test_brief_ranks_measures_risks_and_work_by_how_bad_they_are(tmp_path: Path) -> None:
    text = made(write_plan(tmp_path, WORST), "brief", "--as-of", "2026-06-01", "--audience", "internal")
    things = re.findall(r"^[a-z]\) \*\*(.*?):\*\*", text, re.MULTILINE)
    assert things == [
        "Complaints (getting worse)",
        "Red work (Off track)",
        "Great risk (risk)",
        "Late work (overdue)",
        "Amber work (At risk)",
    ]
    board = made(
        write_plan(tmp_path, WORST), "board", "--as-of", "2026-06-01", "--audience", "internal", "--period", "Q1"
    )
    assert "| On track (G) | expected to be done by its date | 0 | 0 |" in board, "what is done is not on track"
    assert "| Complete | finished, whatever its status was | 0 | 1 |" in board


# CQC


def test_assurance_meeting_follows_the_agenda_of_cqc() -> None:
    agenda = [
        "Self-assessment",
        "Key data",
        "Strengths and innovation",
        "Progress since the last report",
        "Emerging themes from feedback",
    ]
    for plan in PLANS:
        headings = re.findall(r"^## \d+\. (.*)$", made(plan, "assurance-meeting"), re.MULTILINE)
        assert headings == agenda


def test_assurance_meeting_sets_own_scores_beside_those_of_cqc() -> None:
    told = section(paper("assurance-meeting-exampleshire"), "Self-assessment")
    assert "| Governance, management and sustainability | 2 | 3 |" in told
    assert "not a CQC rating" in told


def test_self_assessment_has_nine_statements_under_four_themes_with_prompts() -> None:
    text = paper("self-assessment-nottingham")
    themes = re.findall(r"^## \d+\. Theme (\d): ", text, re.MULTILINE)
    assert themes == ["1", "2", "3", "4"]
    statements = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert len(statements) == 9
    assert statements[0] == "Assessing needs"
    assert statements[-1] == "Learning, improvement and innovation"
    assert text.count("- To be written: ") == 27
    assert "CQC's score: 3 of 4, a good standard. It was indicative." in text
    assert text.count("| A gap: none recorded |") == 36, "four categories of evidence for each of nine"


def test_self_assessment_says_which_evidence_is_held() -> None:
    text = made(EXAMPLESHIRE, "self-assessment")
    assert "| Other, or no category given | Waiting list report (page 3, 5 May 2026) |" in text


# Cabinet


BEFORE = [
    "| Notice of the key decision by | 15 October 2025 (28 clear days before) |",
    "| Paper to be public by | 5 November 2025 (five clear working days before) |",
    "| To be decided at meeting | 13 November 2025, Cabinet |",
    "| Decision to be published | 14 November 2025 |",
    "| Effective from | 22 November 2025, if it is not called in (five working days after publication) |",
]
AFTER = [
    "| Date of decision | 13 November 2025 |",
    "| Decided at meeting | 13 November 2025, Cabinet |",
    "| Decision published | 14 November 2025 |",
    "| Effective from | 22 November 2025 |",
]


@pytest.mark.parametrize(
    ("day", "rows", "decided"),
    [("2025-10-20", BEFORE, False), ("2025-11-13", BEFORE, False), ("2025-11-14", AFTER, True)],
)
@pytest.mark.parametrize("style", ["plain", "bathnes-cabinet"])
def test_a_decision_paper_tells_no_decision_before_it_is_made(
    style: str, day: str, rows: list[str], *, decided: bool
) -> None:
    more = ("--period", "2025-26-Q3", "--meeting", "cabinet-2025-11", "--as-of", day)
    text = made("bathnes", "decision", *more, style=style)
    table = text.split("| Item | Detail |\n| --- | --- |\n")[-1].partition("\n\n")[0]
    assert table.splitlines() == rows
    assert ("| Decision status | Approved |" in text, "Cabinet is asked:" in text) == (decided, not decided)


# residents and carers


def test_public_update_answers_what_carers_said() -> None:
    told = section(made(EXAMPLESHIRE, "public"), "What has changed")
    assert "Carers told CQC: People waited too long to see an occupational therapist." in told
    assert "What we did: We set up a second team in April 2026" in told
    assert "Service live" not in told, "a title is not told"


@every_plan
def test_public_update_explains_every_short_form(plan: str) -> None:
    text = made(plan, "public")
    body = text.partition("\n## ")[2].partition("\n---\n")[0]
    used = set(re.findall(r"(?<![\w&])[A-Z][A-Z&]*[A-Z]\b", body))
    explained = set(re.findall(r"\(([A-Z]+)\)", body)) | set(re.findall(r"^\| (\S+) \| [a-zA-Z]", body, re.MULTILINE))
    assert used - {word.strip("+") for word in explained} == set()


def test_public_update_speaks_in_short_sentences() -> None:
    """The tool's own words, as a plan that adds none of its own shows them."""
    body = made("nottingham", "public").partition("\n## ")[2].partition("\n---\n")[0]
    sentences = [len(part.split()) for part in re.split(r"[.:?]\s|\n", body) if part.strip()]
    assert max(sentences) <= 25
    assert sum(sentences) / len(sentences) < 13


def test_public_update_says_how_to_have_a_say() -> None:
    assert "You can tell us what you think until 14 June 2026: Draft Carers Strategy (2026-2030)." in section(
        made("leicestershire", "public"), "Have your say"
    )


# docs/how-to/papers.md

DOCS = (ROOT / "docs" / "how-to" / "papers.md").read_text(encoding="utf-8")


def in_docs() -> set[str]:
    return set(re.findall(r"`\{?([a-z_-]+)\}?`", DOCS))


def test_docs_name_every_kind_part_fact_and_field() -> None:
    wanted = {*section_names(), *LINE_FACTS, *forms()}
    for record in (HouseStyle, Head, HeadFact, Numbering, StyledSection, PaperForm):
        wanted |= set(record.model_fields)
    assert wanted - in_docs() == set()


def test_docs_tell_for_whom_each_kind_is_meant() -> None:
    told = dict(
        re.findall(r"^\| `([a-z-]+)` \| [^|]* \| (public|internal|exempt|confidential) \|$", DOCS, re.MULTILINE)
    )
    assert told == {kind: form.audience for kind, form in forms().items()}


def test_docs_name_every_template_there_is() -> None:
    told = set(re.findall(r"`([a-z]+\.(?:html\.j2|md\.j2|css|typ))`", DOCS))
    assert told == {path.name for path in (ROOT / "templates" / "layouts").iterdir() if path.is_file()}


def test_the_style_of_the_docs_prints_a_paper(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(style: 1\n.*?)```", DOCS, re.DOTALL)
    assert example
    (tmp_path / "house-styles").mkdir()
    (tmp_path / "house-styles" / "madeup-overview.yaml").write_text(example[1], encoding="utf-8")
    words = ["--period", "Q1", "--templates", str(tmp_path)]
    text = made("leicestershire", "progress", *words, style="madeup-overview")
    assert "| Period covered | Quarter 1 2026/27 (April to June 2026) |" in text
    assert "Wards affected" not in text, "a line that names what is not known is left out"
    assert "## 1 What you are asked to do\n\n1 This report is for information." in text
    assert "### What has changed" in text
    assert "## Officers to contact" in text
    assert made("leicestershire", "board", *words, style="madeup-overview").startswith("# Departmental")
