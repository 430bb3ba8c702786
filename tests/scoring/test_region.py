"""Several councils together, through ``cqcplan score --region`` and ``cqcplan report --paper region``."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from tests.papers.words_of_formats import of_docx, of_html

STATEMENTS = (
    "assessing-needs", "healthier-lives", "equity", "care-provision", "partnerships", "safe-systems", "safeguarding",
    "governance", "learning",
)  # fmt: skip
ON = ("--as-of", "2026-11-28")
ALPHA = """\
schema: 1
plan: {{id: alpha, council: {{name: Alpha Council}}, framework: la-2026-04}}
assessments:
  - {{id: first, kind: comprehensive, framework: la-2023-12, published: 2024-03-01, scores: {{{first}}}}}
  - {{id: again, kind: comprehensive, framework: la-2026-04, published: 2026-09-01, scores: {{{again}}}}}
priorities:
  - id: safe
    title: Safe
    quality_statements: [safeguarding]
    actions:
      - {{id: triage, title: Triage team set up}}
      - {{id: early, title: Done long before}}
      - {{id: late, title: Done only afterwards}}
      - {{id: open, title: Never finished}}
      - {{id: hush, title: A quiet word with a provider, visibility: internal}}
updates:
  - {{on: 2023-05-01, about: early, status: complete}}
  - {{on: 2025-02-01, about: triage, status: complete}}
  - {{on: 2025-02-01, about: hush, status: complete}}
  - {{on: 2026-10-05, about: late, status: complete}}
"""
BETA = """\
schema: 1
plan: {id: beta, title: Hidden recovery scheme, visibility: internal, council: {name: Beta Council},
       framework: la-2026-04}
assessments:
  - {id: cqc, kind: comprehensive, framework: la-2023-12, published: 2025-03-01, printed: {overall_percent: 40}}
"""
GAMMA = """\
schema: 1
plan: {id: gamma, council: {name: Gamma Council}, framework: la-2026-04}
assessments:
  - {id: own, kind: self, framework: la-2026-04, published: 2026-03-01, printed: {rating: outstanding}}
"""
RESULTS = """\
collected: 2026-11-20
limits: Read from CQC's pages by the region.
results:
  - {council: Beta, published: 2025-03-01, overall_percent: 62, rating: requires-improvement}
  - {council: Delta, published: 2025-05, scores: [2, 2, 2, 2, 2, 2, 2, 2, 1], rating: requires-improvement}
"""
FIRST = dict.fromkeys(STATEMENTS, 2) | {"learning": 3, "partnerships": 3}
AGAIN = FIRST | {"safeguarding": 3, "partnerships": 2, "equity": 3, "governance": 3, "care-provision": 3}
"""23 points, after 20: three rises beside safeguarding, one fall."""


def written(scores: dict[str, int]) -> str:
    return ", ".join(f"{name}: {score}" for name, score in scores.items())


@pytest.fixture
def councils(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "alpha.yaml").write_text(ALPHA.format(first=written(FIRST), again=written(AGAIN)), encoding="utf-8")
    (folder / "beta.yaml").write_text(BETA, encoding="utf-8")
    (folder / "gamma.yaml").write_text(GAMMA, encoding="utf-8")
    (tmp_path / "results.yaml").write_text(RESULTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def run(*words: str) -> str:
    result = ask(*words)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def data(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("score", "--region", *words, *ON, "--format", "json"))["region"]
    return found


def paper(*words: str) -> str:
    return run("report", *words, "--paper", "region", *ON)


EVERY = ("alpha", "beta", "gamma", "--results", "results.yaml")


def test_ratings_with_n_vintage_and_day(councils: Path) -> None:
    text = paper(*EVERY)
    assert "It tells of four councils, as known on 28 November 2026: two from their own plans" in text
    assert "and two from published results." in text
    assert "| Good | 1 of 3 |" in text
    assert "| Requires improvement | 2 of 3 |" in text
    assert "No rating is known of Gamma Council." in text
    assert (
        "n = 3 of 4 councils, as known on 28 November 2026. Framework: CQC local authority assessments from December "
        "2023 (2); CQC local authority assessments from April 2026 (1)."
    ) in text
    assert "Added were results of a file collected on 20 November 2026. Read from CQC's pages by the region." in text
    assert "CQC publishes no league table, and what goes with a rating is not what caused it." in text


def test_distance_nearest_first(councils: Path) -> None:
    """Beta's 62 per cent is 22 points, one from good; Delta's 17 points are six away; Alpha's 23 nine from 32."""
    text = paper(*EVERY)
    rows = [
        "| Beta | Good | 1 | 62 per cent |",
        "| Delta | Good | 6 | 48 per cent |",
        "| Alpha Council | Outstanding | 9 | 64 per cent |",
    ]
    assert [text.index(row) for row in rows] == sorted(text.index(row) for row in rows)


def test_statements_most_often_low(councils: Path) -> None:
    found = data(*EVERY)["low_statements"]
    assert found["basis"]["n"] == 2
    low = [(item["statement"], item["value"], item["ones"], item["n"]) for item in found["statements"]]
    assert low[:4] == [
        ("assessing-needs", 2, 0, 2),
        ("healthier-lives", 2, 0, 2),
        ("partnerships", 2, 0, 2),
        ("safe-systems", 2, 0, 2),
    ]
    assert low[4:] == [
        (name, 1, int(name == "learning"), 2) for name in STATEMENTS if name not in {item[0] for item in low[:4]}
    ]
    assert "| Learning, improvement and innovation | 1 of 2 (50 per cent) | 1 |" in paper(*EVERY)


def test_who_moved_what_and_what_its_public_plan_says_was_done(councils: Path) -> None:
    text = paper(*EVERY)
    both = "1 March 2024 and 1 September 2026; under different versions of the framework"
    assert f"| Alpha Council | Safeguarding | 2 | 3 | {both} | Triage team set up |" in text
    assert f"| Alpha Council | Partnerships and communities | 3 | 2 | {both} | None recorded |" in text
    assert text.index("| Safeguarding | 2 | 3 |") < text.index("| Partnerships and communities | 3 | 2 |")
    for wrong in ("Done long before", "Done only afterwards", "Never finished", "quiet word"):
        assert wrong not in text
    assert "That something was done before a score rose does not show that it made it rise." in text
    assert "n = 1 of 4 councils" in text


def test_many_things_done_are_counted_after_five(councils: Path) -> None:
    path = councils / "plans" / "alpha.yaml"
    more = [f"      - {{id: more-{number}, title: More work {number}}}\n" for number in range(6)]
    done = [f"  - {{on: 2025-02-01, about: more-{number}, status: complete}}\n" for number in range(6)]
    text = path.read_text(encoding="utf-8").replace("updates:\n", f"{''.join(more)}updates:\n{''.join(done)}")
    path.write_text(text, encoding="utf-8")
    told = "Triage team set up; More work 0; More work 1; More work 2; More work 3; and two more |"
    assert told in paper("alpha")


def test_how_fresh_it_is(councils: Path) -> None:
    text = paper(*EVERY)
    assert "| Beta | 1 March 2025 | 20 months | No public plan | Published results |" in text
    assert "| Alpha Council | 1 September 2026 | 2 months | 5 October 2026 (54 days before) | Its plan |" in text
    assert "| Gamma Council | Not dated | Not known | Nothing entered | Its plan |" in text


def test_of_a_plan_that_is_not_public_published_results_alone_are_told(councils: Path) -> None:
    result = ask("score", "--region", *EVERY, *ON)
    assert "Beta Council: its plan is not for the public, so published results alone are looked at" in result.stderr
    for form in ("markdown", "html", "docx", "pdf"):
        made = ask("report", *EVERY, "--paper", "region", *ON, "--format", form, "-o", f"out.{form}", "--prove")
        if form == "pdf" and "not installed" in made.stderr:
            continue
        assert made.exit_code == 0, made.output
        content = (councils / f"out.{form}").read_bytes()
        assert b"Hidden recovery" not in content
        assert b"quiet word" not in content
    for text in (
        of_html((councils / "out.html").read_text(encoding="utf-8")),
        of_docx((councils / "out.docx").read_bytes()),
    ):
        assert "62 per cent" in text
        assert "40 per cent" not in text
        assert "Hidden" not in text
        assert "quiet" not in text
    assert data("beta", "--results", "results.yaml")["councils"][0]["percent"] == 62


def test_a_filed_paper_is_searched_for_what_any_of_the_plans_withholds(councils: Path) -> None:
    words = ("report", *EVERY, "--paper", "region", *ON)
    filed = councils / "filed.md"
    filed.write_text(ask(*words).stdout, encoding="utf-8")
    assert ask(*words, "--check", "filed.md", "--prove").exit_code == 0
    secrets = {"A quiet word with a provider": "alpha hush, title", "Hidden recovery scheme": "beta plan, title"}
    for secret, place in secrets.items():
        filed.write_text(f"{ask(*words).stdout}\n{secret}\n", encoding="utf-8")
        found = ask(*words, "--check", "filed.md", "--prove")
        assert found.exit_code == 1
        assert f"error: filed.md: {place}: the whole text" in found.stderr


def test_what_came_later_is_not_told(councils: Path) -> None:
    path = councils / "plans" / "alpha.yaml"
    words = ("report", "alpha", "--paper", "region", "--as-of", "2025-01-01")
    before = ask(*words).stdout
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not any(day in line for day in ("on: 2025-02", "on: 2026-", "published: 2026-"))
    ]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert ask(*words).stdout == before
    assert "| Alpha Council | Requires improvement | 56 per cent | 1 March 2024 |" in before
    assert "CQC has scored none of these councils twice" in before


def test_results_alone(councils: Path) -> None:
    """The region's own file names the councils, though there are plans beside it."""
    found = data("--results", "results.yaml")
    assert [item["council"] for item in found["councils"]] == ["Beta", "Delta"]
    assert "from published results alone." in paper("--results", "results.yaml")


def test_every_published_result_where_there_is_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = data()
    names = [item["council"] for item in found["councils"]]
    assert len(names) == len(set(names)) > 100
    assert "Bromley" not in names
    counts = {item["rating"]: (item["value"], item["elsewhere"]) for item in found["ratings"]["counts"]}
    assert all(here == there for here, there in counts.values())
    assert "Overall percentage of each council" not in paper()
    early = json.loads(run("score", "--region", "--as-of", "2024-01-31", "--format", "json"))["region"]["councils"]
    assert "Leicestershire" in names
    assert "Leicestershire" not in [item["council"] for item in early]


def test_a_review_of_a_rating_is_no_move(councils: Path) -> None:
    (councils / "review.yaml").write_text(
        "collected: 2026-11\nlimits: Typed.\nresults:\n"
        "  - {council: Delta, published: 2025-05, scores: [2, 2, 2, 2, 2, 2, 2, 2, 1]}\n"
        "  - {council: Delta, published: 2025-09, supersedes: true, scores: [2, 2, 2, 2, 2, 2, 2, 2, 2]}\n",
        encoding="utf-8",
    )
    (found,) = data("--results", "review.yaml")["councils"]
    assert (found["percent"], found["moves"]) == (50, None)


def test_score_and_the_paper_say_the_same(councils: Path) -> None:
    markdown = run("score", "--region", *EVERY, *ON, "--format", "markdown")
    text = paper(*EVERY)
    for line in ask("score", "--region", *EVERY, *ON, "--format", "markdown").stdout.splitlines():
        if not line.startswith("#"):
            assert " ".join(line.split()) in text
    assert "Points to the next rating" in markdown
    assert "Points to the next rating" in run("score", "--region", *EVERY, *ON)


def test_one_paper_in_every_format_asked_for(councils: Path) -> None:
    made = ask("report", *EVERY, "--paper", "region", *ON, "--format", "html", "--format", "docx", "-o", "out")
    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in (councils / "out").iterdir()) == [
        "councils-region-2026-11-28.docx",
        "councils-region-2026-11-28.html",
    ]
    text = (councils / "out" / "councils-region-2026-11-28.html").read_text(encoding="utf-8")
    for chart in ("How many councils have each rating", "Councils with a 1 or a 2, by quality statement",
                  "Overall percentage of each council"):  # fmt: skip
        assert chart in text
    assert "Period:" not in text


def test_of_one_plan_it_tells_of_that_council(councils: Path) -> None:
    assert "It tells of one council, as known on 28 November 2026: from its own plan" in paper("alpha")


def test_other_kinds_of_paper_are_made_of_each_plan_named(councils: Path) -> None:
    made = ask("report", "alpha", "gamma", "--paper", "brief", *ON)
    assert made.exit_code == 0, made.output
    assert "Alpha Council" in made.stdout
    assert "Gamma Council" in made.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "alpha", "--paper", "region", "--audience", "internal"], "made of what the public may read"),
        (["report", "alpha", "--paper", "region", "--period", "Q1"], "--period is about one council"),
        (["report", "alpha", "--paper", "region", "--meeting", "x"], "--meeting is about one council"),
        (["report", "alpha", "--paper", "region", "--part", "1"], "--part is about one council"),
        (["report", "alpha", "--paper", "progress", "--results", "results.yaml"], "--results is for papers about"),
        (["report", "alpha", "--results", "results.yaml"], "--results is for papers about"),
        (["report", "beta", "--paper", "region"], "nothing that the public may read is known of these councils"),
        (["report", "alpha", "--paper", "region", "--results", "none.yaml"], "cannot be opened"),
        (["score", "--region", "alpha", "--audience", "internal"], "--region is made of what the public may read"),
        (["score", "--region", "alpha", "--compare"], "--region and --compare do not go together"),
        (["score", "--region", "alpha", "--target", "good"], "--region and --target do not go together"),
        (["score", "--region", "alpha", "--fail-under", "60"], "--region and --fail-under do not go together"),
        (["score", "--region", "alpha", "--explain"], "--region and --explain do not go together"),
        (["score", "--region", "alpha", "--format", "csv"], "--region has several tables"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_makes_no_sense_of_several_councils_is_said(councils: Path, words: list[str], said: str) -> None:
    result = ask(*words, *ON)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("error:") == 1
    assert result.stdout == ""


def test_problems_of_all_plans_are_told_at_once(councils: Path) -> None:
    for name in ("alpha", "gamma"):
        path = councils / "plans" / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("framework: la-2026-04}", "framework: x}"), "utf-8")
    result = ask("report", *EVERY, "--paper", "region", *ON)
    assert result.exit_code == 1
    assert "alpha.yaml" in result.stderr
    assert "gamma.yaml" in result.stderr


def test_results_published_later_are_not_told(councils: Path) -> None:
    words = ("score", "--region", "--results", "results.yaml", "--as-of", "2025-04-01", "--format", "json")
    found = json.loads(run(*words))["region"]
    assert [item["council"] for item in found["councils"]] == ["Beta"]
    assert sum(item["elsewhere"] for item in found["ratings"]["counts"]) < 101
