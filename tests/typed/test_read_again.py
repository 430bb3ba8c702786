"""What an option of ``new`` or ``update`` records can be read again: by ``show``, and in papers where it is told."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.recording.kinds import KINDS, KindOf, OptionOf, main_field, model_of, needed, options_of
from cqcplan.recording.updates import TAKES

PLAN = (
    (Path(__file__).parent / "plan.yaml").read_text(encoding="utf-8")
    + """\
principles: [{id: together, text: We work together.}]
evidence: [{id: minutes, title: Minutes}]
reference_sets: [{id: national, title: National objectives, items: [{id: objective-1, title: People live well}]}]
submissions: [{id: return-1, to: dhsc, title: Return one}]
commitments: [{id: promise, title: A promise, made_to: scrutiny, made_on: 2026-03-01}]
advisers: [{id: adviser, title: Adviser}]
resources: [{id: posts, kind: people, title: Posts}]
"""
)
THERE = {
    "role": "psw", "body": "scrutiny", "meeting": "scrutiny-2026-09", "measure": "ot-waiting", "finding": "long-waits",
    "assessment": "cqc-2026", "priority": "waits", "source": "report-2026", "principle": "together",
    "evidence": "minutes", "reference item": "objective-1", "submission": "return-1", "any": "ot-service",
    "quality statement": "equity", "theme": "working-with-people", "framework": "la-2026-04", "action": "ot-service",
    "national metric": "ascof-2c", "reference set": "national", "milestone": "ot-live",
}  # fmt: skip
SAMPLES = {"date": "31/3/2026", "figure": "3", "flag": "", "record": "Zq words", "text": "Zq words"}
LATER = ["--as-of", "2028-01-01", "--audience", "confidential"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan of one file."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(app, [*words, "--plan", str(folder)])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def sample(option: OptionOf) -> list[str]:
    """Return an option with a value that its field takes."""
    name = f"--{option.name}"
    odd = {"score": "equity=3", "visibility": "exempt", "house-style": "plain", "url": "https://example.org/x",
           "clear-days": "7", "interim": "3 by 31/3/2026", "comparator": "England 3 2025-26",
           "break": "31/3/2026: Zq words", "rebased": "31/3/2026: Zq words"}  # fmt: skip
    if option.field.what == "flag":
        return [name]
    if option.path[-1] in ("url", "visibility") or option.name in odd:
        return [name, odd.get(option.path[-1]) or odd[option.name]]
    if option.field.what == "word":
        return [name, option.field.words[0].replace("-", " ").capitalize()]
    return [name, THERE[option.field.target] if option.field.what == "entry" else SAMPLES[option.field.what]]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_option_of_new_can_be_read_again(folder: Path, kind: KindOf) -> None:
    model = model_of(kind.section)
    main = main_field(model)
    options = [option for option in options_of(model) if option.path != (main,)]
    words = [*(["Zq title"] if main else []), *(["--under", THERE[kind.above]] if kind.above else [])]
    made = run(folder, "new", kind.name, *words, *(word for option in options for word in sample(option)))
    assert made.exit_code == 0, made.output
    if "id" not in model.model_fields:
        assert "Zq title" in run(folder, "show", THERE[kind.above or ""], *LATER).stdout
        return
    own = made.stderr.strip().rpartition("its id: ")[2]
    shown = json.loads(run(folder, "show", own, *LATER, "--format", "json").stdout)["entry"]
    for option in options:
        found = shown
        for step in option.path:
            assert step in found, f"--{option.name} is not shown again: {shown}"
            found = found[step]
    text = run(folder, "show", own, *LATER).stdout
    assert all(option.path[0].replace("_", " ") in text for option in options)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if "id" in model_of(kind.section).model_fields], ids=lambda kind: kind.name
)
def test_every_option_of_edit_can_be_read_again(folder: Path, kind: KindOf) -> None:
    own, model = "zq-own", model_of(kind.section)
    main = main_field(model)
    options = [option for option in options_of(model) if option.path != (main,)]
    must = [option for option in options if option.path[0] in needed(model)]
    words = [*(["Zq title"] if main else []), *(["--under", THERE[kind.above]] if kind.above else [])]
    made = run(folder, "new", kind.name, *words, "--id", own, *(word for option in must for word in sample(option)))
    assert made.exit_code == 0, made.output
    rest = [option for option in options if option not in must]
    edited = run(folder, "edit", own, *(word for option in rest for word in sample(option)))
    assert edited.exit_code == 0, edited.output
    shown = json.loads(run(folder, "show", own, *LATER, "--format", "json").stdout)["entry"]
    for option in rest:
        found = shown
        for step in option.path:
            assert step in found, f"--{option.name} is not shown again: {shown}"
            found = found[step]
    back = run(folder, "undo")
    assert back.exit_code == 0, back.output
    kept = json.loads(run(folder, "show", own, *LATER, "--format", "json").stdout)["entry"]
    assert set(kept) <= {"id", *(option.path[0] for option in must), main or "id"}


UPDATES = {
    "action": (
        "ot-service",
        ["--status", "done", "--rag", "amber", "--text", "Zqa", "--reason", "Zqb", "--recovery", "Zqc",
         "--due", "2027", "--owner", "psw", "--evidence", "minutes"],
    ),
    "milestone": ("ot-live", ["--text", "Zqa", "--status", "done"]),
    "priority": ("waits", ["--rag", "red", "--text", "Zqa", "--reason", "Zqb", "--recovery", "Zqc"]),
    "plan": ("plan", ["--rag", "amber", "--text", "Zqa", "--reason", "Zqb", "--recovery", "Zqc"]),
    "measure": ("ot-waiting", ["--value", "1,234", "--text", "Zqa"]),
    "risk": ("recruitment", ["--reviewed", "--text", "Zqa"]),
    "commitment": ("promise", ["--met", "--met-by", "return-1"]),
    "submission": ("return-1", ["--submitted"]),
    "meeting": (
        "scrutiny-2026-09", ["--summary", "Zqa", "--decision", "Zqb", "--decision", "Zqc", "--status", "noted"],
    ),
    "finding": ("long-waits", ["--text", "Zqa"]),
    "adviser": ("adviser", ["--text", "Zqa"]),
    "resource": ("posts", ["--status", "in place"]),
}  # fmt: skip


def run_paper(folder: Path, paper: str) -> str:
    """Return a paper in Markdown."""
    words = ["report", str(folder), "--paper", paper, "--as-of", "2026-12-01", "--period", "Q3 26/27"]
    return CliRunner().invoke(app, words).stdout


@pytest.mark.parametrize("kind", TAKES)
def test_what_is_recorded_can_be_read_again(folder: Path, kind: str) -> None:
    entry, words = UPDATES[kind]
    on = [] if kind == "meeting" else ["--on", "1/10/2026"]
    made = run(folder, "update", entry, *words, *on)
    assert made.exit_code == 0, made.output
    assert made.stderr.startswith("recorded of ")
    shown = run(folder, "show", entry, *LATER).stdout
    papers = "".join(
        CliRunner()
        .invoke(app, ["report", str(folder), "--paper", paper, "--as-of", "2026-12-01", "--period", "Q3 26/27"])
        .stdout
        for paper in ("progress", "appendix", "board", "dhsc", "plan-table")
    )
    for word in words:
        if word.startswith("Zq"):
            assert word in shown
            assert word in papers, f"{word} of {kind} is in no paper"
    for name in ("met", "submitted", "reviewed"):
        if f"--{name}" in words:
            assert f"{name}: 1 October 2026" in shown


@pytest.mark.parametrize("kind", TAKES)
def test_what_means_nothing_for_a_kind_is_refused(folder: Path, kind: str) -> None:
    before = (folder / "plan.yaml").read_bytes()
    given = {"value": ["3"], "met": [], "submitted": [], "reviewed": [], "summary": ["x"], "due": ["2027"]}
    for name, value in given.items():
        if name not in TAKES[kind]:
            result = run(folder, "update", UPDATES[kind][0], f"--{name}", *value)
            assert result.exit_code == 2
            assert f"--{name}" in result.stderr
    assert run(folder, "update", "scrutiny", "--text", "x").exit_code == 2
    assert (folder / "plan.yaml").read_bytes() == before
