"""The documentation says what is so: its commands work, its links lead somewhere, its made pages are fresh."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scripts.write_fields import PAGE, page
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.model.base import Entry
from cqcplan.model.json_schema import framework_ids, models
from tests.papers.test_accessible import breaches
from tests.places import ROOT
from tests.programs import needs

DOCS = ROOT / "docs"
READERS = {"programme-manager": 9, "analyst": 10, "director": 8, "clerk": 7, "ci": 2}
"""Pages with commands, and how many at least."""
TOP = sorted(ROOT.glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|<)([^)#\s]+)")
USES = re.compile(r"uses: +(\S+)")


def commands_of(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8"), re.DOTALL)
    return [line.partition("  #")[0] for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("reader", READERS)
def test_what_each_reader_types_works(reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in a folder with the example plans."""
    shutil.copytree(ROOT / "plans", tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    commands = commands_of(reader)
    assert len(commands) >= READERS[reader]
    for command in commands:
        name, *words = shlex.split(command)
        assert name == "cqcplan"
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, f"{command}: {result.output}"


def test_the_settings_shown_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", (DOCS / "how-to" / "ci.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "cqcplan.toml").write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(app, ["config", "show"])
    assert shown.exit_code == 0, shown.output
    for told in ("fail_on: warning", "rules.stale.days: 60", "papers.style: plain", "PLAN503"):
        assert told in shown.stdout


def names_in(value: Any) -> set[str]:
    """Return the name of every field in some JSON, but for ids of quality statements."""
    if isinstance(value, list):
        return set().union(*map(names_in, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    return (value.keys() | names_in([*value.values()])) - framework_ids()["quality statement"].keys()


@pytest.mark.parametrize(
    ("words", "told_in"),
    [
        ("validate --as-of 2026-06-01 --format json", "output-formats"),
        ("score nottingham --target good --compare --what-if equity=3 --format json", "score-json"),
        ("status leicestershire --as-of 2026-06-01 --format json", "status-json"),
        ("diff 2026-03-02 2026-06-01 --plan leicestershire --format json", "diff-json"),
        ("trace ot-waiting --plan leicestershire --format json", "trace-json"),
    ],
)
def test_every_field_of_the_json_is_told(words: str, told_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(app, words.split())
    said = (DOCS / "reference" / f"{told_in}.md").read_text(encoding="utf-8")
    assert names_in(json.loads(shown.stdout)) - set(re.findall(r"\w+", said)) == set()


def test_the_page_of_every_field_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make schema"


def test_the_page_of_every_field_has_every_field() -> None:
    """A heading for each kind of entry, and below it a row for each field, with its meaning."""
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", page(), re.MULTILINE | re.DOTALL))
    assert len(sections) == len(models()) + 1
    rows = [
        (section, *row)
        for section, text in sections.items()
        for row in re.findall(r"^\| (?:\*\*)?`(\w+)`(?:\*\*)? \| (.+) \| (.*) \|$", text, re.MULTILINE)
    ]
    inherited = sum(issubclass(model, Entry) for model in models()) - 1
    fields = sum(len(model.model_fields) for model in models()) - inherited * len(Entry.model_fields)
    assert len(rows) == fields
    assert [row for row in rows if not row[3].strip()] == []


def test_links_between_files_lead_somewhere() -> None:
    pages = [*TOP, *(path for path in DOCS.rglob("*.md") if path.name != "commands.md")]
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in pages
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists() and Path(target).name != "commands.md"  # made when the site is built
    ]
    assert len(pages) > 90
    assert dead == []


def test_files_named_are_there() -> None:
    """Those of the code, by their way from the top, from ``src`` or from the package."""
    pages = [path for path in TOP if path.name != "CHANGELOG.md"]
    pages += [DOCS / "design.md", DOCS / "performance.md", *DOCS.glob("how-to/*.md"), *DOCS.glob("method/*.md")]
    named = re.compile(r"`((?!house-styles/)(?:[a-z_.-]+/)+[a-z_.-]+\.(?:py|md|yaml|json|sh|yml))`")
    bases = (ROOT, ROOT / "src", ROOT / "src" / "cqcplan")
    found = [(path.name, name) for path in pages for name in named.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 40
    assert [(page, name) for page, name in found if not any((base / name).exists() for base in bases)] == []


def test_actions_are_pinned_by_hash() -> None:
    """In workflows, in what ``init`` writes, and in what the documentation tells people to copy."""
    places = [*ROOT.glob(".github/workflows/*.yml"), ROOT / "action.yml", *DOCS.rglob("*.md"), *TOP]
    places += (ROOT / "src" / "cqcplan" / "starter").rglob("*.yml")
    used = {(path.name, name) for path in places for name in USES.findall(path.read_text(encoding="utf-8"))}
    outside = {(place, name) for place, name in used if not name.startswith(("./", "<"))}
    assert len(outside) > 8
    assert {(place, name) for place, name in outside if not re.search(r"@[0-9a-f]{40}$", name)} == set()


def test_the_site_has_no_dead_link_and_fetches_nothing(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    fetched = re.compile(r"""<(?:script|img|iframe)[^>]+src="https?:|<link[^>]+href="https?:|url\(["']?https?:""")
    texts = [*pages, *site.rglob("*.css")]
    assert [path.name for path in texts if fetched.search(path.read_text(encoding="utf-8"))] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as ``make docs`` does; a warning, such as a dead link, fails."""
    place = tmp_path_factory.mktemp("site")
    source = place / "docs"
    # the page of commands is written when the site is built: not into this checkout
    shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("commands.md", "__pycache__"))
    made = place / "made"
    strict = ["--quiet", "--fail-on-warning", "--keep-going"]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, "--doctree-dir", str(place / "trees"), str(source), str(made)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return made


KINDS = ("index", "install", "tutorial", "how-to/papers", "how-to/ci", "reference/commands", "reference/fields",
         "rules/README", "rules/PLAN604", "method/scoring", "design", "search")  # fmt: skip


@pytest.mark.browser
@needs("chromium", "axe-core")
def test_axe_finds_nothing_on_the_site(site: Path, tmp_path: Path) -> None:
    """On a page of each kind, on a desktop and a phone."""
    pages = {}
    for name in KINDS:
        path = site / f"{name}.html"
        base = f'<head><base href="{path.as_uri()}">'
        pages[name] = path.read_text(encoding="utf-8").replace("<head>", base, 1)
    found = {width: breaches(tmp_path, pages, width) for width in (1280, 320)}
    assert found == {width: {name: [] for name in KINDS} for width in found}
