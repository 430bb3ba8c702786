"""A council's own Word document brings its looks and its letterhead into papers, and nothing from elsewhere."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from typer.testing import CliRunner

from cqcplan.cli.app import app
from cqcplan.papers.formats.write import write_paper
from tests.papers.sample_paper import paper_with
from tests.places import ROOT

REMOTE = "http://tracker.example.org/pixel.png"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
FIELDS = (
    "DDEAUTO c:\\\\windows\\\\cmd.exe",
    'INCLUDEPICTURE "\\\\\\\\evil\\\\share\\\\x.png"',
    "INCLUDETEXT x.docx",
    "LINK Excel.Sheet x",
)

BY = 'w:author="A Person" w:date="2026-01-01T00:00:00Z"'


def run_of(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def field(instruction: str) -> str:
    """Return a field as Word writes it, with what it last showed."""
    said = instruction.replace('"', "&quot;")
    parts = ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{said}</w:instrText>",
             '<w:fldChar w:fldCharType="separate"/>', f"<w:t>shown by {said.split()[0].lower()}</w:t>",
             '<w:fldChar w:fldCharType="end"/>')  # fmt: skip
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """Return a document whose header would fetch, ask and tell."""
    document = Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    remote = header.part.relate_to(REMOTE, IMAGE, is_external=True)
    away = header.part.relate_to("file:////evil/share/x", LINK, is_external=True)
    home = header.part.relate_to("https://www.example.gov.uk/", LINK, is_external=True)
    inside = (
        run_of("Exampleshire letterhead"),
        f'<w:r><w:drawing><a:blip {A} r:link="{remote}"/></w:drawing></w:r>',
        f'<w:r><w:pict><v:shape {V}><v:imagedata r:id="{remote}"/></v:shape></w:pict></w:r>',
        f'<w:hyperlink r:id="{away}">{run_of("a share")}</w:hyperlink>',
        f'<w:hyperlink r:id="{home}">{run_of("our site")}</w:hyperlink>',
        *(field(each) for each in FIELDS),
        *(f'<w:fldSimple w:instr="{each.split()[0]} x">{run_of("simple")}</w:fldSimple>' for each in FIELDS),
        field("PAGE"),
        f'<w:ins w:id="1" {BY}>{run_of("put in")}</w:ins>',
        f'<w:del w:id="2" {BY}><w:r><w:delText>Larch House</w:delText></w:r></w:del>',
        f'<w:r><w:rPr><w:rPrChange w:id="3" {BY}><w:rPr/></w:rPrChange></w:rPr></w:r>',
    )
    header.paragraphs[0]._p.getparent().append(parse_xml(f"<w:p {nsdecls('w', 'r')}>{''.join(inside)}</w:p>"))
    path = tmp_path / "council.docx"
    document.save(str(path))
    return path


def parts_of(document: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(document)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_nothing_comes_from_elsewhere_and_nothing_of_the_past(reference: Path) -> None:
    before = "".join(parts_of(reference.read_bytes()).values())
    made = parts_of(write_paper(paper_with("Some words."), "docx", reference=reference))
    after = "".join(made.values())
    for word in (REMOTE, "evil", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK Excel", "Larch House", "A Person"):
        assert word in before.replace("&quot;", '"'), word
        assert word not in after, word
    (links,) = (text for name, text in made.items() if name.startswith("word/_rels/header"))
    assert links.count('TargetMode="External"') == links.count("www.example.gov.uk") == 1


def test_the_letterhead_stays(reference: Path) -> None:
    made = parts_of(write_paper(paper_with("Some words."), "docx", reference=reference))
    (header,) = (text for name, text in made.items() if name.startswith("word/header"))
    for words in ("Exampleshire letterhead", "our site", "put in", "a share", "shown by ddeauto", ">PAGE<"):
        assert words in header, words


@pytest.mark.parametrize("target", ["../NULL", "media/none.png", "/word/none.xml", ""])
def test_a_part_that_is_not_there_is_no_reason_to_stop(target: str, tmp_path: Path) -> None:
    given = parts_and_bytes(tmp_path)
    rels = "word/_rels/document.xml.rels"
    dead = f'<Relationship Id="rIdX" Type="{IMAGE}" Target="{target}"/></Relationships>'
    given[rels] = given[rels].replace(b"</Relationships>", dead.encode())
    path = tmp_path / "dead.docx"
    with ZipFile(path, "w") as package:
        for name, content in given.items():
            package.writestr(name, content)
    out = tmp_path / "paper.docx"
    words = [
        "report",
        str(ROOT / "plans" / "nottingham"),
        "--as-of",
        "2024-02-15",
        "--reference",
        str(path),
        "-o",
        str(out),
    ]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.stderr
    assert Document(str(out)).paragraphs


def parts_and_bytes(folder: Path) -> dict[str, bytes]:
    path = folder / "plain.docx"
    Document().save(str(path))
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
