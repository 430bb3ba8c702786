"""Text from a plan prints as that text in Markdown and HTML, whatever characters it has."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers.blocks import split_paragraphs
from cqcplan.papers.formats.templates import markdown_cell, markdown_text
from cqcplan.problems.visible import DIRECTION

MARKDOWN = MarkdownIt("commonmark").enable("table")
FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
PIECES = [
    "1.", "2)", "a_b", "_a_", "__", "**", "*", "&amp;", "&#65;", "&copy", "<b>", "</td>", "![x](y)", "[x]: /u",
    "[x](y)", "---", "===", "- ", "+ ", "> ", "#", "##", " #", "# ", "|", "\\|", "\\", "``", "`x`", "~~~", "=", "http://a.b",
    "<http://a.b>", "{{ 7*7 }}", "{% x %}", "${x}", "\u00a0", "\u2028", "\n", "\n\n", "é_", "£5", " ", "a",
]  # fmt: skip
plain_text = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30),
    st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~&;:=\"'$^/@%1a9 é£"), max_size=12),
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
).map(str.strip)
thorough = settings(deadline=None, max_examples=400)


def folded(text: str) -> str:
    """Return a text with its white space folded, and without the marks of direction that papers leave out."""
    return " ".join(re.sub(f"[{DIRECTION}]", "", text).split())


def printed(tokens: list[Token]) -> list[str]:
    """Return what each piece of running text prints as; inside it only text, bold, italics and links may stand."""
    out = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            allowed = {"text", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"}
            assert {child.type for child in children} <= allowed
            out.append("".join(child.content for child in children))
    return out


PLACES = {
    "a paragraph": ("", "", PARAGRAPH),
    "after a number": ("3.1 ", "", PARAGRAPH),
    "after a letter": ("a) ", "", PARAGRAPH),
    "bold": ("a) **", ":** and so on", PARAGRAPH),
    "bold alone": ("**", "**", PARAGRAPH),
    "a caption": ("*", "*", PARAGRAPH),
    "a list item": (
        "- ",
        "",
        ["bullet_list_open", "list_item_open", *PARAGRAPH, "list_item_close", "bullet_list_close"],
    ),
    "a heading": ("### ", "", ["heading_open", "inline", "heading_close"]),
    "a numbered heading": ("## 1. ", "", ["heading_open", "inline", "heading_close"]),
    "a link": ("see [", "](<https://example.org/>) there", PARAGRAPH),
}


@pytest.mark.parametrize("place", PLACES)
@thorough
@given(text=plain_text.filter(folded))
def test_text_comes_back_from_every_place_it_is_set_in(place: str, text: str) -> None:
    before, after, shape = PLACES[place]
    tokens = MARKDOWN.parse(f"{before}{markdown_text(text)}{after}")
    assert [token.type for token in tokens] == shape
    without_signs = [re.sub(r"^#+ |\*|^- |\[|\]\(<.*?>\)", "", part) for part in (before, after)]
    assert printed(tokens) == [f"{without_signs[0]}{folded(text)}{without_signs[1]}"]


@thorough
@given(text=plain_text)
def test_text_comes_back_from_a_table_cell(text: str) -> None:
    source = f"| Name | Value |\n| --- | --- |\n| {markdown_cell(text)} | last |\n| next | {markdown_cell(text)} |\n"
    tokens = MARKDOWN.parse(source)
    assert tokens[0].type == "table_open"
    cell = folded(text)
    assert printed(tokens) == ["Name", "Value", cell, "last", "next", cell]


@thorough
@given(text=plain_text)
def test_paragraphs_hold_every_word_once(text: str) -> None:
    parts = split_paragraphs(text)
    assert " ".join(parts) == folded(text)
    assert all(part == folded(part) != "" for part in parts)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("snake_case and 3 < 4 & 5 > 2", "snake_case and 3 \\< 4 & 5 \\> 2"),
        ("1. First", "1\\. First"),
        ("- not a list", "\\- not a list"),
        ("one\ntwo", "one two"),
        (" (PDF, 177 KB)", " (PDF, 177 KB)"),
        ("C #", "C \\#"),
    ],
)
def test_no_more_is_escaped_than_must_be(text: str, source: str) -> None:
    assert markdown_text(text) == source


# a whole plan of hostile text

HOSTILE = {
    "script": "<script>alert('x')</script>",
    "quotes": '" onmouseover="alert(1)" \' x=\'y',
    "close": "</td></table></main><img src=x onerror=alert(1)>",
    "comment": "<!-- hidden --> <style>*{display:none}</style>",
    "pipes": "one | two || three \\| four",
    "slashes": "C:\\new\\table \\\\ end\\",
    "jinja": "{{ 7*7 }} {% raw %}{# gone #}{% endraw %} {{ paper }}",
    "dollar": "${x} $x$ #{y} %(z)s {0}",
    "markdown": "**bold** _it_ `code` [link](https://example.org) ![image](x) # heading",
    "entities": "&lt;b&gt; &amp; &#60;b&#62; &copy;",
    "long": "x" * 400,
    "rtl": "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0633\u0644\u0627\u0645 \u202eevil\u202c",
    "lines": "first line\n# second line\n\n| a | b |\n- item",
}


class Reader(HTMLParser):
    """Reads a page into its text and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def quoted(text: str) -> str:
    """Write a text as a YAML scalar in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def hostile_plan(folder: Path, text: str) -> Path:
    """Write a plan with one hostile text in every kind of place a paper has."""
    said = quoted(text)
    file = folder / "anyshire.yaml"
    file.write_text(
        f"""\
plan: {{id: anyshire, title: {said}, council: {{name: {said}}}, framework: la-2026-04, summary: {said}}}
bodies: [{{id: body, name: {said}, kind: scrutiny, text: {said}}}]
roles: [{{id: role, title: {said}}}]
principles: [{{id: principle, ref: {said}, text: {said}}}]
meetings:
  - {{id: meeting, body: body, on: 2026-07-01, title: {said}, purpose: {said}, author: role, contact: role,
     recommendations: [{{text: {said}}}], documents: [{{title: {said}}}]}}
priorities:
  - id: priority
    title: {said}
    text: {said}
    outcomes: [{said}]
    actions: [{{id: action, title: {said}, owner: role, due: 2026-05}}, {{id: other, title: {said}, due: 2026-06}}]
measures:
  - id: measure
    title: {said}
    unit: {said}
    baseline: {{on: 2026-04-01, value: 2}}
    target: {{by: 2026-09, value: 0}}
    observations: [{{on: 2026-05-01, value: 1, text: {said}}}]
updates: [{{on: 2026-05-01, about: action, rag: red, reason: {said}, recovery: {said}, text: {said}}}]
assessments:
  - {{id: cqc, kind: comprehensive, framework: la-2026-04, published: 2026-05-01, title: {said}, text: {said},
     scores: {{assessing-needs: {{score: 2, percent: 57, printed_as: {said}}}, equity: 3}}, printed: {{band: {said}}}}}
findings: [{{id: finding, assessment: cqc, kind: strength, title: {said}, text: {said}, response: {said}}}]
reference_sets: [{{id: set, title: {said}, items: [{{id: item, title: {said}, text: {said}}}]}}]
risks: [{{id: risk, title: {said}, text: {said}, mitigation: {said}}}]
background_papers: [{{id: paper, title: {said}, url: "https://example.org/a?b=c&d"}}]
""",
        encoding="utf-8",
    )
    return file


def paper(folder: Path, text: str, output_format: str) -> str:
    """Print the paper of a plan full of one hostile text."""
    command = ["report", str(hostile_plan(folder, text)), "--period", "Q1", "--as-of", "2026-06-30"]
    told = CliRunner().invoke(app, [*command, "--format", output_format])
    assert told.exit_code == 0, told.stderr
    return told.stdout


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text_in_html(tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    harmless, found, drawn = Reader(), Reader(), Reader()
    harmless.feed(FIGURE.sub("", paper(tmp_path, "\n\n".join(["Plain words"] * len(split_paragraphs(text))), "html")))
    page = paper(tmp_path, text, "html")
    found.feed(FIGURE.sub("", page))
    drawn.feed("".join(FIGURE.findall(page)))
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in harmless.tags]
    assert [sorted(attrs) for _, attrs in found.tags] == [sorted(attrs) for _, attrs in harmless.tags]
    words = folded("".join(found.text))
    for part in split_paragraphs(text):
        assert words.count(folded(part)) > 10
    # a chart has as many lines of words as its words need
    assert {tag for tag, _ in drawn.tags} == {
        "figure", "figcaption", "svg", "title", "desc", "rect", "line", "text", "path",
    }  # fmt: skip
    assert not {name for _, attrs in drawn.tags for name in attrs} & {"href", "style", "onload", "onclick", "onerror"}
    shown = re.sub(r"<style>.*?</style>", "", FIGURE.sub("", page), flags=re.DOTALL)
    assert "49" not in shown + "".join(drawn.text), "a template was worked out"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_only_text_in_markdown(tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    harmless = MARKDOWN.parse(paper(tmp_path, "\n\n".join(["Plain words"] * len(split_paragraphs(text))), "markdown"))
    page = paper(tmp_path, text, "markdown")
    found = MARKDOWN.parse(page)
    assert [token.type for token in found] == [token.type for token in harmless]
    words = " ".join(printed(found))
    for part in split_paragraphs(text):
        assert words.count(folded(part)) > 10
    assert "49" not in page, "a template was worked out"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "https://example.org/> <b>bold</b> [x](y",
        "https://example.org/\n# heading",
        'https://example.org/" onclick="alert(1)',
    ],
)
@pytest.mark.parametrize("output_format", ["markdown", "html"])
def test_a_hostile_address_leads_nowhere(tmp_path: Path, address: str, output_format: str) -> None:
    file = hostile_plan(tmp_path, "Plain words")
    file.write_text(file.read_text(encoding="utf-8").replace('"https://example.org/a?b=c&d"', quoted(address)), "utf-8")
    told = CliRunner().invoke(
        app, ["report", str(file), "--period", "Q1", "--as-of", "2026-06-30", "--format", output_format]
    )
    if told.exit_code == 1:  # refused before a paper is made: as good
        assert "url" in told.stderr
        return
    assert told.exit_code == 0
    page = Reader()
    page.feed(MARKDOWN.render(told.stdout) if output_format == "markdown" else told.stdout)
    assert {"b", "script"}.isdisjoint(tag for tag, _ in page.tags)
    for tag, attributes in page.tags:
        assert tag != "h1" or "heading" not in attributes
        assert "onclick" not in attributes
        leads_to = attributes.get("href") or "#"
        assert leads_to.startswith(("#", "https://example.org/")), leads_to


@pytest.mark.parametrize("name", HOSTILE)
def test_both_formats_say_the_same_of_hostile_text(tmp_path: Path, name: str) -> None:
    text = HOSTILE[name]
    shown = Reader()
    shown.feed(MARKDOWN.render(paper(tmp_path, text, "markdown")))
    page = Reader()
    page.feed(paper(tmp_path, text, "html"))
    for part in split_paragraphs(text):
        assert folded(part) in folded("".join(shown.text))
        assert folded(part) in folded("".join(page.text))
