"""Every case of the YAML test suite: what is refused is refused with a place, and what is read is read as it says."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.yamltext.reader import Document, decode, read
from tests.cli.test_validate import by_ruamel, facts, with_text_keys
from tests.places import ROOT

CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads((ROOT / "tests" / "yaml_test_suite" / "cases.json").read_text("utf-8"))
}
REFUSED_ON_PURPOSE = {"003", "005", "006", "007", "008", "009", "010"}
"""What a plan may not have: control characters, duplicates, anchors, merge keys, more documents, such keys, tags."""
STRICTER = {
    "a key or value may not begin with a colon, or be nothing, in brackets": [
        "4ABK", "58MP", "5T43", "CFD4", "DBG4", "FRK4", "HM87-01",
    ],
    "nor may a key be nothing outside them": ["2JQS", "6M2F", "NHX8", "NKF9", "S3PD", "SM9W-02", "UKK6-01"],
    "a colon stands on the line of its key": ["4MUZ-01", "4MUZ-02", "4MUZ-03", "5MUD", "K3WX", "VJP3-02"],
    "a key in brackets stands on one line": ["9SA2", "NJ66"],
    "tabs part nothing and indent nothing": [
        "6BCT", "6CA3", "96NN-01", "96NN-02", "A2M4", "DK95-01", "DK95-04", "DK95-05", "Q5MG", "R4YG", "Y79Y-02",
        "Y79Y-11",
    ],
    "directives other than %YAML 1.1 and 1.2, and text after them": [
        "2LFX", "6LVF", "BEC7", "M7A3", "MUS6-06", "MUS6-07", "UT92", "W4TN",
    ],
    "a document's end, and bare documents": ["7Z25", "HWV9", "QT73"],
    "folded text at the very left": ["DK3J", "FP8R"],
    "the names of anchors, which a plan may not have anyway": ["2SXE", "8XYN", "W5VH"],
}  # fmt: skip
"""What YAML 1.2 allows and libyaml, which reads 1.1, refuses: a plan written so is told of, not misread."""
MORE_LENIENT = {
    "brackets and quotations may go on at the left": ["9C9N", "DK95-02", "QB6E", "Y79Y-04"],
    "a comment needs no space before it after brackets and quotations": ["9JBA", "CVW2", "MUS6-01", "SU5Z", "X4QW"],
    "a hyphen alone in brackets is text": ["G5U8", "YJV2"],
    "folded text may begin with lines of more spaces": ["S98Z"],
}
"""What YAML 1.2 refuses and libyaml reads, as it was meant."""
READ_OTHERWISE = {
    "652Z": {"foo": "bar", "bar": 42},  # a question mark before a key in brackets is taken for an indicator
    "HM87-02": [{"x": None}],  # the same
    "L24T-02": {"foo": "x\n "},  # no line end where the file has none
}
"""Where YAML 1.2 means something else, and what libyaml reads."""
WITHOUT_LIBYAML = {
    "tabs between words, and in blank lines, are refused; those in block texts are read": [
        "6HB6", "96NN-01", "96NN-02", "DC7X", "DK95-06", "DK95-08", "HS5T", "J3BT", "K54U", "MUS6-04", "NB6Z", "R4YG",
        "UV7Q", "Y79Y-02", "Y79Y-03", "Y79Y-04",
    ],
    "unknown directives are passed over": ["2LFX", "6LVF", "BEC7", "MUS6-01", "MUS6-06", "MUS6-07"],
    "an empty value in brackets stands elsewhere": ["C2DT", "DFF7"],
    "the names of tags, which a plan may not have anyway": ["U99R", "UKK6-03", "WZ62"],
    "a comment needs a space before it": ["X4QW"],
}  # fmt: skip
"""What PyYAML's own parser, which stands in where libyaml is missing, takes otherwise."""


def ids(listed: dict[str, list[str]]) -> set[str]:
    return {case for cases in listed.values() for case in cases}


def text_of(case: dict[str, Any]) -> str:
    text = decode(case["yaml"].encode("utf-8"))
    assert isinstance(text, str)
    return text


def wanted(case: dict[str, Any]) -> list[Any]:
    """Return the data of each document of a case."""
    documents, rest, decoder = [], case.get("json", "").strip(), json.JSONDecoder()
    while rest:
        value, end = decoder.raw_decode(rest)
        documents.append(value)
        rest = rest[end:].strip()
    return documents


def codes(document: Document) -> set[str]:
    return {fault.number for fault in document.faults}


every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@every_case
def test_a_case_is_answered_with_places(case: dict[str, Any], tmp_path: Path) -> None:
    plan = tmp_path / "case.yaml"
    plan.write_text(case["yaml"], encoding="utf-8", newline="")

    result = CliRunner().invoke(app, ["validate", str(plan), "--as-of", "2026-06-01", "--format", "json"])

    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert problems, "no case is a plan"
    lines = case["yaml"].splitlines() or [""]
    for problem in problems:
        assert 1 <= problem["line"] <= len(lines), problem
        assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1, problem


@every_case
def test_a_case_is_read_as_the_suite_says(case: dict[str, Any]) -> None:
    document = read(text_of(case))
    found = codes(document)
    if case["id"] in ids(STRICTER):
        assert not case.get("fail")
        assert "004" in found
    elif case.get("fail"):
        assert bool(found) != (case["id"] in ids(MORE_LENIENT))
    elif found:
        assert found <= REFUSED_ON_PURPOSE
    elif case["id"] in READ_OTHERWISE:
        assert [document.data] != wanted(case)
        assert document.data == READ_OTHERWISE[case["id"]]
    elif documents := wanted(case):
        assert [document.data] == documents


@every_case
def test_a_case_is_read_as_others_read_it(case: dict[str, Any]) -> None:
    text = text_of(case)
    document = read(text)
    if document.faults:
        return
    for load in (by_ruamel, lambda source: yaml.load(source, Loader=yaml.CSafeLoader)):
        try:
            data = with_text_keys(load(text))
        except Exception:  # noqa: BLE001, S112 - what another reader refuses is its own business
            continue
        # an empty key is no text to them, and None is written differently
        assert data == document.data or case["id"] == "DFF7"


@every_case
def test_a_case_is_the_same_without_libyaml(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(case)
    with_libyaml = read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    without = read(text)

    is_same = without.complete == with_libyaml.complete
    if with_libyaml.complete and without.complete:
        is_same = facts(without) == facts(with_libyaml)
    assert is_same != (case["id"] in ids(WITHOUT_LIBYAML))


def test_most_cases_are_read_and_compared() -> None:
    assert len(CASES) == 402
    compared = [case for case in CASES.values() if not read(text_of(case)).faults and len(wanted(case)) == 1]
    assert len(compared) > 160
