"""``--prove`` searches the file that is named, finds names and short texts, and lets a chance agreement be accepted."""

from pathlib import Path

import pytest

from tests.exchange.round_trip import run

PLAN = """\
schema: 1
plan: {id: p, council: {name: Made Up Council}, framework: la-2026-04}
roles:
  - {id: head, title: Head of Service, holder: Will May}
priorities:
  - {id: q, title: Care homes, quality_statements: [safeguarding], actions: [{id: a, title: Recruit nurses}]}
risks:
  - {id: r, title: Larch, raised: 2026-04-01, consequence: Residents would have to move at once, visibility: internal}
  - {id: chance, title: TITLE, owner: head, raised: 2026-04-01, visibility: internal}
updates:
  - {on: 2026-05-01, about: a, status: in-progress, rag: green, text: It may be that interviews will begin.}
"""
ON = ("--as-of", "2026-06-10")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with a name, a word and a sentence that the public may not read."""
    return write(tmp_path, "Something that is nowhere else")


def write(folder: Path, title: str) -> Path:
    """Write the plan; one of its risks, which are withheld, has a title to choose."""
    file = folder / "p" / "plan.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(PLAN.replace("TITLE", title))
    return file.parent


def test_it_says_what_was_searched_for(plan: Path) -> None:
    result = run("report", plan, *ON, "--prove")
    assert result.exit_code == 0, result.output
    assert "searched the paper: none of 4 withheld texts stands there word for word" in result.stderr


def test_a_paper_is_named_by_where_it_goes(plan: Path, tmp_path: Path) -> None:
    """The name that it would have in a folder of papers is not where the reader finds it."""
    result = run("report", plan, *ON, "--prove", "-o", tmp_path / "x.html")
    assert f"searched {(tmp_path / 'x.html').as_posix()}: none of 4" in result.stderr
    result = run("report", plan, *ON, "--prove", "--format", "markdown", "--format", "html", "-o", tmp_path / "both")
    names = [(tmp_path / "both" / f"p-progress-2026-06-10.{ending}").as_posix() for ending in ("md", "html")]
    assert f"searched {' and '.join(names)}: none of 4" in result.stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Residents would have to move at once", "r, consequence: the whole text"),
        ("Larch is in doubt.", "r, title: the whole text"),
        ("LARCH", "r, title: the whole text"),
        ("Will May chairs it.", "holder: the whole text"),
        ("We told Will\nMay.", "holder: the whole text"),
        ("That will may be so; Larches and willow.", None),
    ],
)
@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_filed_paper_is_searched_itself(
    plan: Path, tmp_path: Path, words: str, found: str | None, ending: str
) -> None:
    filed = tmp_path / f"filed.{ending}"
    assert run("report", plan, *ON, "-o", filed).exit_code == 0
    filed.write_text(filed.read_text().replace("interviews", f"interviews. {words} And interviews"))
    result = run("report", plan, *ON, "--check", filed, "--prove")
    assert result.exit_code == 1
    assert ("error: " in result.stderr) == bool(found)
    if found:
        assert f"{filed.as_posix()}: " in result.stderr
        assert found in result.stderr
        assert "nothing was written" not in result.stderr
    else:
        assert f"searched {filed.as_posix()}: none of 4 withheld texts" in result.stderr


@pytest.mark.parametrize("title", ["Care homes", "Nurses", "In progress", "Improvement plan", "interviews will begin"])
def test_what_the_public_plan_or_the_paper_itself_says_is_no_find(tmp_path: Path, title: str) -> None:
    result = run("report", write(tmp_path, title), *ON, "--prove")
    assert result.exit_code == 0, result.output


def test_a_find_is_accepted_with_a_reason(plan: Path, tmp_path: Path) -> None:
    filed = tmp_path / "filed.md"
    run("report", plan, *ON, "-o", filed)
    filed.write_text(filed.read_text().replace("interviews", "Larch"))
    words = ("report", plan, *ON, "--check", filed, "--prove")
    found = run(*words)
    assert 'if it stands there by chance: --accept "r title: why"' in found.stderr
    accepted = run(*words, "--accept", "r title: A road of that name is in the text.")
    assert "accepted in" in accepted.stderr
    assert "(because: A road of that name is in the text.)" in accepted.stderr
    assert "but for what was accepted, none of 4" in accepted.stderr
    assert "error" not in accepted.stderr
    for wrong in ("r title", "r title:", ": a reason", "r title: yes"):
        assert "does not say what is accepted and why" in run(*words, "--accept", wrong).stderr
    assert 'nothing was found of "r consequence"' in run(*words, "--accept", "r consequence: by chance").stderr
    assert run("report", plan, *ON, "--accept", "r title: by chance").exit_code == 2


@pytest.mark.parametrize(
    ("unit", "words", "found"),
    [
        ("£", "It will cost £109,900 in all.", "m, value: a withheld figure"),
        ("£", "It will cost £110,900 in all.", None),
        ("% of homes", "that is 109,900% of homes", "m, value: a withheld figure"),
        ("people", "109,900 people wait", "m, value: a withheld figure"),
        ("£000s", "It will cost £109,900,000 in all.", "m, value: a withheld figure"),
        ("£000s", "It will cost £109.9m in all.", "m, value: a withheld figure"),
    ],
)  # fmt: skip
def test_a_withheld_figure_is_found_as_papers_print_it(
    plan: Path, tmp_path: Path, unit: str, words: str, found: str | None
) -> None:
    file = plan / "plan.yaml"
    figure = "{on: 2026-05-01, value: 109900, visibility: internal}"
    file.write_text(
        file.read_text() + f'measures:\n  - {{id: m, title: Cost, unit: "{unit}", observations: [{figure}]}}\n'
    )
    filed = tmp_path / "filed.md"
    assert run("report", plan, *ON, "-o", filed).exit_code == 0
    filed.write_text(filed.read_text().replace("interviews", words))
    said = run("report", plan, *ON, "--check", filed, "--prove").stderr
    assert found in said if found else "error" not in said


MET = """\
bodies: [{id: b, name: Board, kind: board}]
meetings: [{id: m, body: b, on: 2026-05-20}]
"""


@pytest.mark.parametrize(
    ("due", "words", "found"),
    [
        ("2027-05-14", "That is by 14 May 2027.", "closing, due: the whole text"),
        ("2027-05-14", "That is by 114 May 2027, or 14 May 2028.", None),
        ("2027-05-31", "That is by 31 May 2027.", None),  # much else falls on the last day of a month
        ("May 2027", "That is by May 2027.", None),
        ("2026-05-20", "It met on 20 May 2026.", None),  # so it did, in public
    ],
)
def test_a_withheld_day_is_found(plan: Path, tmp_path: Path, due: str, words: str, found: str | None) -> None:
    file = plan / "plan.yaml"
    file.write_text(
        file.read_text()
        .replace("actions: [{", f"actions: [{{id: closing, title: Zelkova, due: {due}, visibility: internal}}, {{")
        .replace("updates:\n", f"{MET}updates:\n")
    )
    filed = tmp_path / "filed.md"
    assert run("report", plan, *ON, "-o", filed).exit_code == 0
    filed.write_text(filed.read_text().replace("interviews", words))
    said = run("report", plan, *ON, "--check", filed, "--prove").stderr
    assert found in said if found else "the whole text" not in said
