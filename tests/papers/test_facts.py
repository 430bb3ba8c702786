"""Every fact of the source documents is in the paper made from the plan, or in the plan behind it.

The lists are in ``tests/facts``: what the source says (in our words), and short strings
that must all occur. A fact that is missing is named. Every line of the source is the place
of a fact, or of something that is not printed and says why.
"""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.yamltext.reader import decode, read
from tests.places import ROOT

LISTS = sorted((ROOT / "tests" / "facts").glob("*.yaml"))


def load(path: Path) -> Any:
    text = decode(path.read_bytes())
    assert isinstance(text, str)
    document = read(text)
    assert not document.faults, document.faults
    return document.data


def squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def paper_text(made: dict[str, str]) -> str:
    words = ["report", str(ROOT / "plans" / made["plan"]), "--period", made["period"], "--as-of", made["as_of"]]
    words += ["--meeting", made["meeting"]] if "meeting" in made else []
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return squeeze(result.stdout.replace("\\", ""))


def plan_text(plan: str) -> str:
    return squeeze("\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "plans" / plan).glob("*.yaml")))


def framework_text() -> str:
    folder = ROOT / "src" / "cqcplan" / "framework"
    return squeeze("\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_fact_of_the_source_is_held(path: Path) -> None:
    listed = load(path)
    texts: dict[str, str] = {}
    if "paper" in listed:
        texts["paper"] = paper_text(listed["paper"])
        texts["plan"] = plan_text(listed["paper"]["plan"])
    texts["framework"] = framework_text()
    missing = []
    for fact in listed["facts"]:
        where = fact.get("where", "paper")
        lost = [words for words in fact["find"] if squeeze(str(words)) not in texts[where]]
        if lost:
            missing.append(f"{fact['say']} (not in the {where}: {'; '.join(map(str, lost))})")
    assert not missing, "\n".join([f"{len(missing)} of {len(listed['facts'])} facts are missing:", *missing])


def numbers(at: object) -> set[int]:
    first, _, last = str(at).partition("-")
    return set(range(int(first), int(last or first) + 1))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_line_of_the_source_is_accounted_for(path: Path) -> None:
    listed = load(path)
    entries = [*listed["facts"], *listed.get("not_printed", [])]
    told = {number for entry in entries for number in numbers(entry["at"])}
    blank = {number for span in listed["blank"] for number in numbers(span)}
    assert told | blank == set(range(1, listed["lines"] + 1))
    assert not [entry["say"] for entry in listed.get("not_printed", []) if not entry.get("why")]
    held = [fact for fact in listed["facts"] if fact.get("where", "paper") != "paper"]
    assert not [fact["say"] for fact in held if not fact.get("why", listed.get("why"))]


def test_the_lists_cover_all_five_sources() -> None:
    assert {load(path)["source"][:3] for path in LISTS} == {"000", "001", "002", "003", "004"}


def test_a_missing_fact_would_be_named(tmp_path: Path) -> None:
    listed = tmp_path / "list.yaml"
    listed.write_text(
        "source: x\npaper: {plan: nottingham, period: 2023-24-Q4, as_of: 2024-02-15}\n"
        'facts: [{say: "a fact nobody wrote", find: ["4,711 dashboards"]}]\n',
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match="a fact nobody wrote"):
        test_every_fact_of_the_source_is_held(listed)
