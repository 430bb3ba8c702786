"""Papers in all four formats: the same words, the same bytes, and clear messages where something is missing."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqcplan.papers.blocks import Column, Link, Paper, Rated, Table
from cqcplan.papers.formats.plain import one_line, words_of
from cqcplan.papers.formats.unavailable import CannotWriteError
from cqcplan.papers.formats.widths import layout
from cqcplan.papers.formats.write import Format, write_paper
from cqcplan.papers.in_print import in_print
from tests import programs
from tests.papers.example_papers import PAPERS, paper_of
from tests.papers.sample_paper import paper_with
from tests.papers.words_of_formats import letters, of_docx, of_html, of_markdown, of_pdf
from tests.places import ROOT
from tests.programs import needs

FORMATS: tuple[Format, ...] = ("markdown", "html", "docx", "pdf")
needs_poppler = needs("pdfinfo", "pdftotext")
every_paper = pytest.mark.parametrize("name", sorted(PAPERS))

HOSTILE = {
    "pipes": "one | two || three \\| four",
    "markdown": "`code` **bold** _it_ [link](https://example.org) ![image](x) # heading",
    "typst": "#let a = 1; #panic() @ref <label> $x^2$ *b* _i_ ~ // no /* no */ -- --- ... \\u{41} = h",
    "html": "<script>alert('x')</script> &amp; &lt; \" ' ]]> <![CDATA[ <!-- x --> &#0; </w:t>",
    "jinja": "{{ 7*7 }} {% raw %}{# gone #}{% endraw %}",
    "lines": "first\nsecond\r\nthird\u2028fourth\n\n= heading\n\n+ item\n\n/ term: x",
    "controls": "bell\x07 null\x00 escape\x1b[1m delete\x7f \x9b \uffff \ufeff unit\x1fends \x0b \x0c so",
}
LONG = {
    "one word": "x" * 10_000,
    "many words": "word " * 2_000 + "end",
    "an address": f"https://example.org/{'a' * 200}/b?c=d&e=f",
}
text_of = {
    "markdown": lambda made: of_markdown(made.decode()),
    "html": lambda made: of_html(made.decode()),
    "docx": of_docx,
    "pdf": of_pdf,
}


@cache
def progress(name: str) -> Paper:
    """Return one of the example papers."""
    return paper_of(name)


def says(paper: Paper, output_format: Format) -> str:
    """Return what a paper says in a format, letter for letter."""
    return letters(text_of[output_format](write_paper(paper, output_format)))


@needs_poppler
@every_paper
def test_every_format_says_the_same(name: str) -> None:
    paper = progress(name)
    wanted = says(paper, "markdown")
    assert len(wanted) > 1000
    assert says(paper, "html") == wanted
    # on pages the tables of charts stand at the end
    wanted = says(in_print(paper), "markdown")
    for output_format in ("docx", "pdf"):
        assert says(paper, output_format) == wanted, output_format


@needs_poppler
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_in_every_format(name: str) -> None:
    paper = paper_with(HOSTILE[name])
    wanted = says(paper, "html")
    # twenty-three places print it; Markdown and the comparison leave out the chart
    assert wanted.count(letters(one_line(HOSTILE[name]))) >= 20
    for output_format in ("markdown", "docx", "pdf"):
        assert says(paper, output_format) == wanted, output_format


@needs_poppler
@pytest.mark.parametrize("name", LONG)
def test_long_text_is_all_there(name: str) -> None:
    paper = paper_with(LONG[name])
    wanted = says(paper, "html")
    assert says(paper, "docx") == says(paper, "markdown") == wanted
    # pdfinfo loses words that may be broken anywhere, so the page itself is asked; off its edge nothing is found
    text = programs.run("pdftotext", "-", "-", input=write_paper(paper, "pdf")).stdout.decode()
    for letter in set(LONG[name]) - {" "}:
        assert text.count(letter) >= wanted.count(letter), letter


@needs_poppler
def test_right_to_left_text_is_text_in_every_format() -> None:
    text = "\u05e9\u05dc\u05d5\u05dd and \u05ea\u05d5\u05d3\u05d4 \u200fmark"
    paper = paper_with(text)
    wanted = says(paper, "html")
    assert says(paper, "docx") == says(paper, "markdown") == wanted
    printed = programs.run("pdftotext", "-", "-", input=write_paper(paper, "pdf")).stdout.decode()
    for letter in set(letters(text)):
        assert printed.count(letter) >= wanted.count(letter), letter


@needs_poppler
def test_characters_the_fonts_lack_are_named_in_pdf() -> None:
    paper = paper_with("Well done \U0001f600, \u4e2d")
    wanted = says(paper, "docx").replace("\U0001f600", "[grinningface]").replace("\u4e2d", "[cjkunifiedideograph-4e2d]")
    assert says(paper, "pdf") == wanted


@pytest.mark.parametrize("output_format", FORMATS)
def test_same_bytes_whatever_the_machine(output_format: Format) -> None:
    script = (
        "import hashlib; from tests.papers.sample_paper import paper_with;"
        "from cqcplan.papers.formats.write import write_paper;"
        f"print(hashlib.sha256(write_paper(paper_with('Some \\u00e9 text'), {output_format!r})).hexdigest())"
    )

    def run(**machine: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT, env=machine
        ).stdout

    first = run(PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C")
    later = run(PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="86400")
    assert first == later != ""


@pytest.mark.parametrize(
    ("output_format", "module", "extra"),
    [("docx", "docx", "docx"), ("docx", "resvg_py", "docx"), ("pdf", "typst", "pdf")],
)
def test_a_missing_extra_is_named(
    output_format: Format, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.startswith("cqcplan.papers.formats.word"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CannotWriteError) as caught:
        write_paper(paper_with("text"), output_format)
    assert "not installed" in caught.value.message
    assert caught.value.help == f"pip install 'cqcplan[{extra}]'"


@pytest.mark.parametrize("output_format", ["docx", "pdf"])
def test_a_missing_font_is_a_missing_extra(output_format: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    with pytest.raises(CannotWriteError, match="not installed"):
        write_paper(paper_with("text"), output_format)


cells = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
    st.builds(Rated, st.text(max_size=5), st.just("G"), st.just("green")),
    st.builds(Link, st.text(max_size=50), st.just("https://example.org/"), st.text(max_size=5)),
)


@settings(deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda wide: st.lists(st.lists(cells, min_size=wide, max_size=wide), min_size=1, max_size=5)
    )
)
def test_widths_fill_the_line_and_none_is_lost(rows: list[list[str]]) -> None:
    table = Table("", tuple(Column(f"Title {place}") for place in range(len(rows[0]))), tuple(map(tuple, rows)))
    laid = layout(table, landscape=False)
    assert sum(laid.shares) == 1000
    assert all(share >= 20 for share in laid.shares)
    assert all(
        number in laid.long_rows
        or all(len(words_of(cell)) <= 24 * room for cell, room in zip(row, laid.rooms, strict=True))
        for number, row in enumerate(table.rows)
    )


def test_short_columns_keep_dates_on_one_line() -> None:
    table = Table("", (Column("Date"), Column("What")), (("17 September 2028", "word " * 60), ("1 May 2028", "x")))
    laid = layout(table, landscape=False)
    assert laid.rooms[0] >= len("17 September 2028")
    assert laid.rooms[1] > 50


def test_papers_on_their_side(tmp_path: Path) -> None:
    made = write_paper(paper_with("text", landscape=True), "pdf")
    (tmp_path / "paper.pdf").write_bytes(made)
    import pikepdf

    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        for page in pdf.pages:
            _, _, width, height = page.mediabox
            assert width > height
