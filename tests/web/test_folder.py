"""The pages as a folder: every link leads to a file, nothing asks for an answer, nobody finds what is not for them."""

import csv
import io
import re
import shutil
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from cqcplan.cli.app import app
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.files.loaded import LoadedPlan
from cqcplan.files.write_folder import LIST
from cqcplan.web import shelf
from cqcplan.web.tables import csv_of
from tests.places import ROOT

EXAMPLESHIRE = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
DAY = ("--as-of", "2026-07-12")


def site(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["site", *map(str, words), *DAY, "-o", str(folder)])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of two plans."""
    folder = tmp_path_factory.mktemp("site") / "out"
    made = site(folder, EXAMPLESHIRE, ROOT / "plans" / "nottingham")
    assert made.exit_code == 0, made.output
    assert f"open {folder.as_posix()}/index.html" in made.stderr
    return folder


def test_every_link_leads_to_a_file_and_nothing_asks_for_an_answer(pages: Path) -> None:
    names = {path.name for path in pages.iterdir()} - {LIST}
    assert {"index.html", "site.css", "exampleshire.html", "nottingham-due.html"} <= names
    seen = set()
    for path in pages.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<form|<script|<button", text), path.name
        links = {
            link
            for link in re.findall(r'\b(?:href|src)="([^"#]*)', text)
            if not re.match(r"https?:|mailto:|data:|$", link)
        }
        assert links <= names, (path.name, links - names)
        seen |= links
    for feed in pages.glob("*.atom"):
        seen |= set(re.findall(r'\bhref="([^"]*)', feed.read_text(encoding="utf-8")))
    assert names == seen


def test_each_place_of_a_page_is_one_and_is_there(pages: Path) -> None:
    for path in pages.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r'\bid="([^"]*)"', text)
        assert len(set(ids)) == len(ids), (path.name, sorted(ids))
        named = {
            word for said in re.findall(r'aria-(?:labelledby|describedby)="([^"]*)"', text) for word in said.split()
        }
        assert named <= set(ids), path.name


def test_the_same_plans_give_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert site(again, EXAMPLESHIRE, ROOT / "plans" / "nottingham").exit_code == 0
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in pages.iterdir()
    }


def test_each_plan_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(at: Location) -> LoadedPlan:
        read.append(at.name)
        return load_plan(at)

    monkeypatch.setattr(shelf, "load_plan", noted)
    assert site(tmp_path / "out", small(tmp_path), small(tmp_path, "othershire")).exit_code == 0
    assert read == ["anyshire", "othershire"]


def test_what_is_no_longer_made_goes_and_nothing_else(tmp_path: Path) -> None:
    out, plans = tmp_path / "out", (small(tmp_path), small(tmp_path, "othershire"))
    assert site(out, *plans).exit_code == 0
    assert (out / "othershire.html").is_file()
    assert site(out, plans[0]).exit_code == 0
    assert not list(out.glob("othershire*"))
    assert site(tmp_path / "new", plans[0]).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()
    }
    (out / "anyshire-due.html").write_text("by hand", encoding="utf-8")
    told = site(out, plans[1])
    assert (told.exit_code, "holds other files" in told.stderr) == (2, True), told.stderr
    assert "anyshire-due.html" in told.stderr


def test_what_is_not_for_these_readers_is_on_no_page(tmp_path: Path) -> None:
    public, private = tmp_path / "public", tmp_path / "private"
    assert site(public, EXAMPLESHIRE).exit_code == 0
    assert site(private, EXAMPLESHIRE, "--audience", "exempt").exit_code == 0
    withheld = "Price of an hour of care"
    names = [{path.name for path in folder.iterdir()} for folder in (public, private)]
    assert names[0] < names[1]
    told = [
        any(withheld in path.read_text(encoding="utf-8") for path in folder.iterdir()) for folder in (public, private)
    ]
    assert told == [False, True]
    assert all("not for the public" in path.read_text(encoding="utf-8") for path in private.glob("*.html"))


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("schema: 1\nplan: {id: x}\n", encoding="utf-8")
    told = site(tmp_path / "out", tmp_path / "plan.yaml")
    assert (told.exit_code, "cannot be shown" in told.stderr) == (2, True)
    (tmp_path / "broken").mkdir()
    shutil.copy(tmp_path / "plan.yaml", tmp_path / "broken")
    told = site(tmp_path / "out", tmp_path / "broken", small(tmp_path))
    assert (told.exit_code, "warning: broken has no pages here" in told.stderr) == (0, True), told.stderr
    shutil.rmtree(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all", encoding="utf-8")
    told = site(tmp_path / "full", EXAMPLESHIRE)
    assert (told.exit_code, "holds other files" in told.stderr) == (2, True)
    assert CliRunner().invoke(app, ["site", str(EXAMPLESHIRE)]).exit_code == 2


def small(folder: Path, name: str = "anyshire", more: str = "") -> Path:
    """Write a plan of one priority."""
    folder = folder / name
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(
        "plan: {id: anyshire, title: Our plan, council: {name: Anyshire Council}, framework: la-2026-04}\n"
        "roles: [{id: head, title: Head of Service}]\n"
        "priorities:\n"
        "  - id: waits\n"
        '    title: \'=HYPERLINK("https://evil.example","Waits")\'\n'
        "    actions: [{id: screen, title: '-1+1|cmd', due: 2026-09, owner: head}, {id: cafe, title: Café & rest}]\n"
        "measures:\n"
        "  - {id: wait, title: People waiting, unit: people, better: lower, priorities: [waits],\n"
        "     observations: [{on: 2026-04-30, value: 1204}, {on: 2026-05-31, value: 951}]}\n"
        "updates:\n"
        "  - {on: 2026-06-01, about: screen, status: in-progress, text: It has begun.}\n" + more,
        encoding="utf-8",
    )
    return folder


def rows(path: Path) -> list[list[str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "by this mark Excel knows UTF-8"
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_every_table_stands_beside_its_page_as_csv(pages: Path) -> None:
    number = 0
    for path in pages.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        tables = re.findall(r"<table.*?</table>\s*(?:<p class=\"as-file\"><a href=\"([^\"]+)\")?", text, re.DOTALL)
        assert all(tables), path.name
        for name, table in zip(tables, re.findall(r"<table.*?</table>", text, re.DOTALL), strict=True):
            found, first = rows(pages / name), re.search(r"<th [^>]*>([^<]*)<", table)
            assert first
            assert found[0][0] == unescape(first[1]).strip(), (path.name, name)
            assert len(found) == table.count("<tr "), (path.name, name)
            number += 1
        assert text.count("<figure") <= len(tables), f"{path.name}: a chart without its figures"
    assert number > 25
    assert any("<figure" in path.read_text(encoding="utf-8") for path in pages.glob("*.html"))


def test_no_cell_of_a_file_is_a_formula(tmp_path: Path) -> None:
    assert site(tmp_path / "out", small(tmp_path)).exit_code == 0
    cells = {cell for path in (tmp_path / "out").glob("*.csv") for row in rows(path) for cell in row}
    assert {'\'=HYPERLINK("https://evil.example","Waits")', "'-1+1|cmd", "Café & rest"} <= cells
    assert not [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.]+$)", cell)]


def test_what_came_later_is_in_no_file(tmp_path: Path) -> None:
    later = "  - {on: 2026-07-13, about: screen, status: complete, text: It is done.}\n"
    assert site(tmp_path / "one", small(tmp_path)).exit_code == 0
    assert site(tmp_path / "two", small(tmp_path / "later", more=later)).exit_code == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_everything_is_listed_where_nobody_answers_a_search(pages: Path) -> None:
    listed = set(
        re.findall(r'href="(nottingham-entry-[^"]+)"', (pages / "nottingham-everything.html").read_text("utf-8"))
    )
    every = {path.name for path in pages.glob("nottingham-entry-*.html")}
    assert len(listed) > 5
    assert listed <= every


def test_a_unit_is_said_once_where_a_column_has_one(tmp_path: Path) -> None:
    assert site(tmp_path / "out", small(tmp_path)).exit_code == 0
    every = [rows(path) for path in (tmp_path / "out").glob("anyshire-entry-wait-table-*.csv")]
    assert [["Date", "Value (people)", "What it is"], ["30 April 2026", "1204", "Recorded"]] in [
        each[:2] for each in every
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["1 person", "1,204 people"], ["Value (people)", "1", "1204"]),
        (["1 per cent", "", "62.5 per cent"], ["Value (per cent)", "1", "", "62.5"]),
        (["£109,900", "£12"], ["Value (£)", "109900", "12"]),
        (["-3 days late", "4 days late"], ["Value (days late)", "-3", "4"]),
        (["12", "13"], ["Value", "12", "13"]),
        (["12 people", "62 per cent"], ["Value", "12 people", "62 per cent"]),
        (["12 people", "fewer than 5 people"], ["Value", "12 people", "fewer than 5 people"]),
        (["31 March 2026", "30 April 2026"], ["Value", "31 March 2026", "30 April 2026"]),
        (["7 of 12", "4 of 8"], ["Value", "7 of 12", "4 of 8"]),
        (["£5 million", "£6 million"], ["Value", "£5 million", "£6 million"]),
        (["£12", "12 people"], ["Value", "£12", "12 people"]),
        ([""], ["Value", ""]),
    ],
)
def test_figures_can_be_worked_with_and_nothing_else_is_touched(cells: list[str], said: list[str]) -> None:
    inside = "".join(f"<tr><th>x</th><td>{cell}</td></tr>" for cell in cells)
    written = csv_of(f"<table><tr><th>What</th><th>Value</th></tr>{inside}</table>", 1)
    assert written
    assert [row[1] for row in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))] == said


def test_kinds_are_named_as_one_says_them(pages: Path) -> None:
    headings = re.findall(r"<h2>([^<]*)</h2>", (pages / "exampleshire-everything.html").read_text("utf-8"))
    assert {"Plan", "Priorities (3)", "Bodies (6)"} <= set(headings), headings
    assert not [each for each in headings if re.match(r"Evidences|Priority \(|Body \(", each)]


def test_an_address_on_the_web_is_a_link(pages: Path) -> None:
    text = (pages / "exampleshire-entry-cabinet-2026-03.html").read_text("utf-8")
    assert '<a href="https://example.org/cabinet-2026-03">https://example.org/cabinet-2026-03</a>' in text
    assert '<a href="https://example.org/report.pdf">Report; format PDF; size 177 KB</a>' in text
    assert "That the plan be agreed." in text
    assert "text That the plan be agreed." not in text


ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(path: Path) -> dict[str, tuple[str, str, str, str]]:
    """Read a feed, and hold it to what RFC 4287 asks."""
    feed = ET.fromstring(path.read_bytes())  # noqa: S314 - our own file
    assert feed.tag == f"{ATOM}feed"
    found = {}
    for one in (feed, *feed.iter(f"{ATOM}entry")):
        texts = [one.findall(ATOM + name) for name in ("id", "title", "updated", "link")]
        assert [len(each) for each in texts] == [1, 1, 1, 1], "each has one"
        name, title, updated = (each[0].text or "" for each in texts[:3])
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", updated)
        assert (path.parent / texts[3][0].attrib["href"]).is_file()
        if one is not feed:
            assert name not in found
            found[name] = title, updated[:10], one.findtext(f"{ATOM}content") or "", texts[3][0].attrib["href"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    days = [day for _, day, _, _ in found.values()]
    assert days == sorted(days, reverse=True)
    assert (feed.findtext(f"{ATOM}updated") or "")[:10] == days[0]
    return found


def test_the_feed_tells_what_happened_by_the_dates_of_the_plan(pages: Path) -> None:
    told = entries_of(pages / "exampleshire-changes.atom").values()
    assert any(title.startswith("Meeting held: ") for title, _, _, _ in told)
    assert any(title.startswith("Assessment published: ") for title, _, _, _ in told)
    text = (pages / "nottingham.html").read_text(encoding="utf-8")
    assert (
        '<link rel="alternate" type="application/atom+xml" title="What changed" href="nottingham-changes.atom">' in text
    )


def test_what_was_in_the_feed_keeps_its_id(tmp_path: Path) -> None:
    assert site(tmp_path / "one", small(tmp_path)).exit_code == 0
    more = "  - {on: 2026-06-01, about: screen, text: Two words & more.}\n"
    assert site(tmp_path / "two", small(tmp_path / "later", more=more)).exit_code == 0
    before, after = (entries_of(tmp_path / name / "anyshire-changes.atom") for name in ("one", "two"))
    assert before.items() <= after.items()
    (new,) = [after[name] for name in after if name not in before]
    assert new == (
        "Action: -1+1|cmd",
        "2026-06-01",
        "1 June 2026. In words: Two words & more.",
        "anyshire-entry-screen.html",
    )
    assert ("Measure: People waiting", "2026-05-31", "31 May 2026. Value: 951 people.", "anyshire-entry-wait.html") in (
        before.values()
    )


STATEMENT = """{% set email = "plan@anyshire.example" %}{% set answered_within = "5 working days" %}
{% set status = "partially" %}{% set problems = ["A scanned letter cannot be read out."] %}
{% set tested = "They were tested by hand." %}{% set prepared = "1 June 2026" %}"""


def own_statement(folder: Path, words: str) -> tuple[str, str]:
    """Write an accessibility statement of the council's own, in the place of what is to be filled in."""
    shipped = (ROOT / "templates" / "site" / "accessibility.md.j2").read_text(encoding="utf-8")
    file = folder / "site" / "accessibility.md.j2"
    file.parent.mkdir(parents=True)
    kept = [line for line in shipped.splitlines() if not re.search(r"\{% set \w+ = (\"\"|\[\]) %\}", line)]
    names = {name: f'{{% set {name} = "" %}}' for name in ("phone", "reviewed")} | {
        name: f"{{% set {name} = [] %}}" for name in ("burden", "not_covered")
    }
    file.write_text("\n".join([words, *names.values(), *kept]), encoding="utf-8")
    return "--templates", str(folder)


def test_the_statement_is_the_councils_and_claims_nothing_for_it(pages: Path, tmp_path: Path) -> None:
    empty = (pages / "nottingham-accessibility.html").read_text(encoding="utf-8")
    assert empty.count("To be written:") == 6
    assert "Equality Advisory and Support Service" in empty
    assert not re.search(r"(fully|partially|not) compliant|committed to", empty)
    assert 'href="nottingham-accessibility.html"' in (pages / "nottingham-due.html").read_text(encoding="utf-8")
    told = site(tmp_path / "empty", small(tmp_path))
    assert "accessibility statement has parts that are to be written" in told.stderr
    told = site(tmp_path / "out", tmp_path / "anyshire", *own_statement(tmp_path / "own", STATEMENT))
    assert (told.exit_code, "to be written" in told.stderr) == (0, False), told.stderr
    filled = (tmp_path / "out" / "anyshire-accessibility.html").read_text(encoding="utf-8")
    for words in ("partially compliant", "A scanned letter", "plan@anyshire.example", "Anyshire Council is committed"):
        assert words in filled


def test_a_mistake_in_an_own_template_is_told_with_its_line(tmp_path: Path) -> None:
    told = site(tmp_path / "out", small(tmp_path), *own_statement(tmp_path / "own", "{{ nothing }}"))
    assert told.exit_code == 2
    assert re.search(r'own/site/accessibility\.md\.j2:1: there is nothing called "nothing"', told.stderr), told.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["/plans/anyshire/nothing", "/plans/anyshire/due#nowhere"])
def test_a_link_that_leads_nowhere_stops_it(tmp_path: Path, address: str) -> None:
    file = tmp_path / "own" / "site" / "accessibility.md.j2"
    file.parent.mkdir(parents=True)
    file.write_text(f"# Statement\n\n- [there](<{address}>)\n", encoding="utf-8")
    told = site(tmp_path / "out", small(tmp_path), "--templates", file.parent.parent)
    assert (told.exit_code, f"a link leads to {address}" in told.stderr) == (2, True), told.stderr
    assert not (tmp_path / "out").exists()


def test_pages_of_one_name_are_two_files(tmp_path: Path) -> None:
    plans = [small(tmp_path, name) for name in ("anyshire", "anyshire-due", "Anyshire")]
    assert site(tmp_path / "out", *plans).exit_code == 0
    names = [path.name for path in (tmp_path / "out").iterdir()]
    # the first page of one plan and the second of another would both be anyshire-due.html
    assert {"anyshire-due.html", "anyshire-due-2.html", "anyshire-due-due.html"} <= {name.lower() for name in names}
    assert len({name.casefold() for name in names}) == len(names), "where case is one, too"
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert len(set(re.findall(r'<li><a href="([^"]+)"', index))) == 3


def test_a_folder_with_a_find_is_not_written(tmp_path: Path) -> None:
    withheld = "The provider of the night service is about to hand back its contract."
    more = f"  - {{on: 2026-06-02, about: screen, visibility: internal, text: {withheld}}}\n"
    plan = small(tmp_path, more=more)
    told = site(tmp_path / "clean", plan, "--prove")
    assert told.exit_code == 0, told.stderr
    number = len([path for path in (tmp_path / "clean").iterdir() if path.name != LIST])
    assert f"searched {number} files of anyshire: none of " in told.stderr, "each of them"
    own = own_statement(tmp_path / "own", STATEMENT.replace("They were tested by hand.", withheld))
    told = site(tmp_path / "out", plan, "--prove", *own)
    assert told.exit_code == 1, told.stderr
    assert "anyshire-accessibility.html: " in told.stderr
    assert "nothing was written" in told.stderr
    assert withheld not in told.stderr
    assert not (tmp_path / "out").exists()
    place = re.search(r'--accept "([^"]+): why"', told.stderr)
    assert place
    told = site(tmp_path / "out", plan, "--prove", *own, "--accept", f"{place[1]}: it is told in our own words")
    assert (told.exit_code, "accepted in anyshire-accessibility.html" in told.stderr) == (0, True), told.stderr


WITHHELD = "The provider of the night service is about to hand back its contract."


def two(folder: Path, one: str = "", other: str = "") -> tuple[Path, Path]:
    """Write two plans, of which the first withholds a sentence."""
    more = f"  - {{on: 2026-06-02, about: screen, visibility: internal, text: {WITHHELD}}}\n"
    plans = small(folder, "anyshire", more + one), small(folder, "othershire", other)
    file = plans[1] / "plan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("anyshire", "othershire").replace("Any", "Other"), "utf-8")
    return plans


def only_on(council: str, words: str) -> str:
    """Return a statement that says some words on the pages of one council alone."""
    words = f'{{{{ "{words}" if plan.header.council.name == "{council}" else "They were tested by hand." }}}}'
    return STATEMENT.replace('"They were tested by hand."', f"({words.strip('{} ')})")


def test_what_one_plan_withholds_is_searched_for_on_the_pages_of_all(tmp_path: Path) -> None:
    plans = two(tmp_path)
    told = site(tmp_path / "clean", *plans, "--prove")
    assert told.exit_code == 0, told.stderr
    assert re.search(r"searched all \d+ files for what the other plans withhold: none of it stands there", told.stderr)
    own = own_statement(tmp_path / "own", only_on("Othershire Council", WITHHELD))
    told = site(tmp_path / "out", *plans, "--prove", *own)
    assert told.exit_code == 1, told.stderr
    assert "othershire-accessibility.html: withheld in anyshire: " in told.stderr
    assert "anyshire-accessibility.html: " not in told.stderr.replace("othershire-accessibility.html: ", "")
    assert WITHHELD not in told.stderr
    assert not (tmp_path / "out").exists()
    place = re.search(r'--accept "([^"]+): why"', told.stderr)
    assert place
    told = site(tmp_path / "out", *plans, "--prove", *own, "--accept", f"{place[1]}: it was in the newspaper")
    assert (told.exit_code, "accepted in othershire-accessibility.html" in told.stderr) == (0, True), told.stderr


def test_what_a_plan_without_pages_says_is_searched_for_too(tmp_path: Path) -> None:
    plans = two(tmp_path)
    file = plans[0] / "plan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("plan: {", "plan: {visibility: internal, "), "utf-8")
    assert site(tmp_path / "clean", *plans, "--prove").exit_code == 0
    told = site(
        tmp_path / "out", *plans, "--prove", *own_statement(tmp_path / "own", STATEMENT.replace("by hand", WITHHELD))
    )
    assert (told.exit_code, "withheld in anyshire" in told.stderr) == (1, True), told.stderr
    file.write_text("plan: [", encoding="utf-8")
    told = site(tmp_path / "unread", *plans, "--prove")
    assert (told.exit_code, "warning: anyshire cannot be read" in told.stderr) == (0, True), told.stderr


def test_what_a_plan_publishes_is_no_leak_of_another(tmp_path: Path) -> None:
    """Words, the id of an entry, a day and a figure that one plan withholds and the other publishes."""
    measure = """
  - {id: night-waits-2, title: Waiting at night, unit: people, better: lower, priorities: [waits], LEVEL
     observations: [{on: 2026-04-30, value: 4321}]}
updates:
  - {on: 2026-06-03, about: screen, LEVEL text: TEXT}"""
    plans = two(tmp_path)
    for plan, level in zip(plans, ("visibility: internal,", ""), strict=True):
        file = plan / "plan.yaml"
        said = measure.replace("LEVEL", level).replace("TEXT", WITHHELD)
        file.write_text(file.read_text(encoding="utf-8").replace("\nupdates:", said, 1), encoding="utf-8")
    told = site(tmp_path / "out", *plans, "--prove")
    assert told.exit_code == 0, told.stderr
    pages = [
        (path.name, path.read_text(encoding="utf-8")) for path in (tmp_path / "out").iterdir() if path.name != LIST
    ]
    for words in (WITHHELD, "Waiting at night", "night-waits-2", "4,321"):
        names = {name.partition("-")[0].partition(".")[0] for name, text in pages if words in text}
        assert names == {"othershire"}, words
    # the list of all plans is no page of that plan
    file = plans[1] / "plan.yaml"
    titled = file.read_text(encoding="utf-8").replace("title: Our plan", f"title: {WITHHELD}")
    file.write_text(titled, encoding="utf-8")
    told = site(tmp_path / "titled", *plans, "--prove")
    assert told.exit_code == 0, told.stderr


def test_where_the_folder_will_stand_is_said_where_that_is_known(tmp_path: Path) -> None:
    at = "https://www.anyshire.gov.uk/our%20plan/"
    plans = two(tmp_path)
    told = site(tmp_path / "out", *plans, "--prove", "--address", "https://WWW.anyshire.gov.uk/our plan/index.html")
    assert told.exit_code == 0, told.stderr
    names = {path.name for path in (tmp_path / "out").glob("*.html")}
    for name in names:
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert re.findall(r'<link rel="canonical" href="([^"]*)">', text) == [f"{at}{name}"]
    listed = ET.fromstring((tmp_path / "out" / "sitemap.xml").read_bytes())  # noqa: S314 - our own file
    locations = {one.text for one in listed.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert locations == {f"{at}{name}" for name in names}
    feed = ET.fromstring((tmp_path / "out" / "anyshire-changes.atom").read_bytes())  # noqa: S314 - our own file
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{at}anyshire-changes.atom", "alternate": f"{at}anyshire-changes.html"}
    assert all(link.attrib["href"].startswith(at) for link in feed.iter(f"{ATOM}link"))
    # what is not for everybody is not for search engines
    told = site(tmp_path / "internal", plans[0], "--audience", "internal", "--address", at)
    assert (told.exit_code, (tmp_path / "internal" / "sitemap.xml").exists()) == (0, False), told.stderr
    # and nobody who has not said it is told of any
    assert site(tmp_path / "plain", *plans).exit_code == 0
    assert not [path for path in (tmp_path / "plain").iterdir() if at.encode() in path.read_bytes()]
    assert not (tmp_path / "plain" / "sitemap.xml").exists()


@pytest.mark.parametrize(
    "address",
    ["", "anyshire.gov.uk", "ftp://a/", "https://", "https://a b/", "https://a/?b", "https://me@a/", "https://[a"],
)
def test_what_is_no_address_is_told(tmp_path: Path, address: str) -> None:
    told = site(tmp_path / "out", small(tmp_path), "--address", address)
    assert (told.exit_code, "is not where a folder can stand" in told.stderr) == (2, True), told.stderr
    assert not (tmp_path / "out").exists()
