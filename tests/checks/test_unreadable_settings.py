"""Settings that cannot be read are never settings that are not there."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cqcplan.cli.app import app

PLAN = """\
schema: 1
plan: {id: x, council: {name: Exampleshire}, framework: la-2026-04}
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores: {assessing-needs: 2, healthier-lives: 2, equity: 2, care-provision: 3, partnerships: 2,
             safe-systems: 2, safeguarding: 3, governance: 2, learning: 3}
    printed: {overall_percent: 58}
"""
BOM = b"\xef\xbb\xbf"
STRICT = b'[tool.cqcplan]\nfail_on = "warning"\n'
OTHERS = b'[project]\nname = "a"\n\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "x.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert validate()[0] == 0
    assert validate("--strict")[0] == 1
    return tmp_path


def validate(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["validate", "--as-of", "2026-06-01", *words])
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    "text",
    [
        BOM + STRICT,
        OTHERS + STRICT,
        STRICT.replace(b"\n", b"\r\n"),
        b'[tool."cqcplan"]\nfail_on = "warning"\n',
        b"[ tool . 'cqcplan' ]\nfail_on = 'warning'\n",
        b'tool.cqcplan.fail_on = "warning"\n',
        b'tool = {cqcplan = {fail_on = "warning"}}\n',
        b'[tool]\ncqcplan = {fail_on = "warning"}\n',
        b'[tool]\ncqcplan.fail_on = "warning"\n',
        b'[tool."\\u0063qc\\u0070lan"]\nfail_on = "warning"\n',
    ],
)
def test_settings_in_pyproject_count_however_they_are_written(here: Path, text: bytes) -> None:
    (here / "pyproject.toml").write_bytes(text)
    assert validate()[0] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OTHERS + b"x = \n" + STRICT, "pyproject.toml:4:5: this is not TOML: invalid value"),
        (STRICT + b"[other]\nx = 1\nx = 2\n", "this is not TOML: cannot overwrite a value"),
        (STRICT.decode().encode("utf-16"), "this is not UTF-8 text but UTF-16"),
        (STRICT.decode().encode("utf-16-be"), "this is not UTF-8 text but UTF-16"),
        (STRICT + "a = 'Café'\n".encode("cp1252"), "pyproject.toml:3:9: this is not UTF-8 text"),
        (STRICT + b"x = " + b"[" * 5000, "brackets stand too deep"),
        (STRICT + b"x = " + b"9" * 5000, "this is not TOML"),
        (b"[tool.cqcplan\nfail_on = 'warning'\n", "this is not TOML"),
        (b"[tool.cqc\0lan]\nfail_on = 'warning'\n", "this is not TOML"),
        (b"[tool.cqplan]\nfail_on = 'warning'\n", 'nothing reads "tool.cqplan"'),
        (b"[tol.cqcplan]\nfail_on = 'warning'\n", 'nothing reads "tol.cqcplan"'),
        (b"[cqcplan]\nfail_on = 'warning'\n", 'pyproject.toml:1:1: nothing reads "cqcplan"'),
        (b"[[tool.cqcplan]]\nfail_on = 'warning'\n", '"tool.cqcplan" should be a table'),
        (b"tool.cqcplan = 3\n", '"tool.cqcplan" should be a table'),
    ],
)
def test_a_pyproject_that_cannot_be_read_is_refused(here: Path, text: bytes, said: str) -> None:
    (here / "pyproject.toml").write_bytes(text)
    code, err = validate()
    assert (code, said in err) == (2, True), err
    assert validate("--no-config")[0] == 0


@pytest.mark.parametrize(
    "text", [b"x = \n[tool.black]\n", b"tool = 3\n", b'[project]\nname = "cqcplan"\ndependencies = ["cqcplan>=1"]\n']
)
def test_the_pyproject_of_others_is_theirs(here: Path, text: bytes) -> None:
    (here / "pyproject.toml").write_bytes(text)
    assert validate()[0] == 0


@pytest.mark.parametrize("name", ["cqcplan.toml", "pyproject.toml"])
@pytest.mark.parametrize("kind", ["folder", "link to nothing", "link to itself", "pipe"])
@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_what_is_no_file_is_refused(here: Path, name: str, kind: str) -> None:
    match kind:
        case "folder":
            (here / name).mkdir()
        case "pipe":
            os.mkfifo(here / name)
        case _:
            (here / name).symlink_to("nowhere" if kind == "link to nothing" else name)
    code, said = validate()
    assert code == 2
    assert name in said


def test_a_byte_order_mark_changes_nothing(here: Path) -> None:
    (here / "cqcplan.toml").write_bytes(BOM + b'fail_on = "warning"\n')
    assert validate()[0] == 1
    (here / "cqcplan.toml").unlink()
    base = here / "base.json"
    assert validate("--write-baseline", "base.json")[0] == 0
    base.write_bytes(BOM + base.read_bytes())
    assert validate("--strict", "--baseline", "base.json")[0] == 0
    code, said = validate("--write-baseline", "base.json")  # still known for what it is
    assert (code, base.read_bytes()[:3] == BOM) == (0, False), said
    result = CliRunner().invoke(app, ["schema", "-o", "base.json"])
    assert (result.exit_code, "a baseline" in result.stderr) == (2, True)
    base.write_bytes(base.read_text(encoding="utf-8").encode("utf-16"))
    assert "base.json: it is not UTF-8 text but UTF-16" in validate("--baseline", "base.json")[1]


def test_a_named_pyproject_without_the_section_is_refused(here: Path) -> None:
    (here / "pyproject.toml").write_bytes(OTHERS)
    code, said = validate("--config", "pyproject.toml")
    assert (code, "this has no table [tool.cqcplan]" in said) == (2, True)


@pytest.mark.parametrize("words", [("--ignore", ""), ("--ignore", "PLAN8,"), ("--select", " ")])
def test_an_empty_word_does_not_mean_every_rule(here: Path, words: tuple[str, ...]) -> None:
    code, said = validate("--strict", *words)
    assert (code, 'no rule is meant by ""' in said) == (2, True)
    (here / "cqcplan.toml").write_text('ignore = [""]\n', encoding="utf-8")
    assert validate()[0] == 2


def test_other_commands_stop_at_them_too(here: Path) -> None:
    (here / "cqcplan.toml").mkdir()
    for words in (["report"], ["config", "show"], ["schema", "-o", "schema.json"]):
        assert CliRunner().invoke(app, words).exit_code == 2, words
    assert not (here / "schema.json").exists()


@pytest.mark.parametrize("name", ["cqcplan.toml", "pyproject.toml"])
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_changed_brings_the_defaults_back(here: Path, name: str, data: st.DataObject) -> None:
    """With the byte changed they say the same, or the command stops. What is made a comment is meant to be none."""
    text = STRICT.split(b"\n", 1)[1] if name == "cqcplan.toml" else OTHERS + STRICT + b"\n[tool.other]\na = 'b'\n"
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != ord("#")))
    (here / name).write_bytes(text[:at] + bytes([byte]) + text[at + 1 :])
    code, said = validate()
    assert code in (1, 2), said
    assert "bug" not in said


@pytest.fixture
def below(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder of the user's own, below that with the settings file."""
    if not hasattr(os, "geteuid"):
        pytest.skip("files have no owner there")
    (here / "cqcplan.toml").write_bytes(b'fail_on = "warning"\n')
    folder = here / "below"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert validate("../plans/x.yaml")[0] == 1
    return folder


def test_settings_above_that_are_somebody_elses_are_refused(below: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = 54321

    class Theirs:
        def __init__(self, found: os.stat_result) -> None:
            self.found = found

        def __getattr__(self, name: str) -> object:
            return theirs if name == "st_uid" else getattr(self.found, name)

    stat = Path.stat

    def told(path: Path, *, follow_symlinks: bool = True) -> object:
        found = stat(path, follow_symlinks=follow_symlinks)
        return Theirs(found) if path.name == "cqcplan.toml" else found

    monkeypatch.setattr(Path, "stat", told)
    monkeypatch.setattr(Path, "lstat", lambda path: told(path, follow_symlinks=False))
    code, said = validate("../plans/x.yaml")
    assert code == 2
    assert "cqcplan.toml belongs to another user, so its settings are not used" in said
    assert "--config or --no-config" in said
    assert validate("../plans/x.yaml", "--no-config")[0] == 0
    assert validate("../plans/x.yaml", "--config", "../cqcplan.toml")[0] == 1
    monkeypatch.chdir(below.parent)
    assert validate()[0] == 1, "in the working folder itself it counts"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_settings_above_that_were_given_away_are_refused(below: Path) -> None:
    os.chown(below.parent / "cqcplan.toml", 65534, 65534)
    assert validate("../plans/x.yaml")[0] == 2
    os.chown(below, 65534, 65534)  # who owns the working folder could put settings there as well
    assert validate("../plans/x.yaml")[0] == 1
