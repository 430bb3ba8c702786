"""Where finished papers go: to stdout, into a file or a folder, or beside a filed copy to be compared with it."""

import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.save import STDOUT, save, save_all
from cqcplan.cli.talk import Exit, complain, fail, leave, say, write

if TYPE_CHECKING:
    from cqcplan.model.document import Plan


class PaperFormat(StrEnum):
    """What a paper is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


ENDINGS = {PaperFormat.MARKDOWN: "md", PaperFormat.HTML: "html", PaperFormat.DOCX: "docx", PaperFormat.PDF: "pdf"}


def format_of(path: Path | None, option: str) -> PaperFormat:
    """Tell the format of a paper by the ending of a file's name."""
    if path is None or not path.suffix:
        return PaperFormat.MARKDOWN
    found = next((known for known, ending in ENDINGS.items() if path.suffix.lower() == f".{ending}"), None)
    if found is None:
        endings = ", ".join(f".{ending}" for ending in ENDINGS.values())
        fail(f"{option}: a file ending in {path.suffix} is no paper", f"end it in {endings}, or say --format")
    return found


Sources = tuple[Path | None, Path | None]
"""The folder of templates and the Word document that papers are made with."""


def put(content: bytes, chosen: PaperFormat, output: Path | None, sources: Sources) -> None:
    """Write one paper to its file, or to stdout."""
    if output is None or output == STDOUT:
        if chosen in (PaperFormat.DOCX, PaperFormat.PDF) and sys.stdout.isatty():
            fail(f"a {chosen.value} file cannot be shown on a terminal", "name a file with --output")
        write(content)
        return
    save(output, content, sources=sources)


def put_all(papers: Mapping[str, bytes], folder: Path, sources: Sources) -> None:
    """Write a whole set of papers into a folder, all of them or none."""
    save_all(folder, papers, sources)
    for name in papers:
        say(f"wrote {(folder / name).as_posix()}")


def read_filed(filed: Path) -> bytes:
    """Read a paper that was filed earlier."""
    try:
        return filed.read_bytes()
    except OSError as error:
        fail(f"--check: {filed.as_posix()} cannot be read: {error.strerror}")


def revision_in(filed: bytes, chosen: PaperFormat, name: str) -> str | None:
    """Return the revision that the footer of a filed paper names, so that the plan's later ones are no difference."""
    text = " ".join(" ".join(_lines(filed, chosen, name)).split())
    found = re.search(r"Plan revision ((?:(?!Plan revision).)+?)\. Made with cqcplan", text)
    return found[1] if found else None


def compare(made: bytes, before: bytes, chosen: PaperFormat, name: str) -> None:
    """Say whether a filed paper still is what the plan gives; leave with 1, and what differs, where it is not."""
    if before == made:
        say(f"{name} is what the plan gives")
        return
    old, new = (_lines(content, chosen, name) for content in (before, made))
    if old == new:
        say(f"{name} has every word that the plan gives, but is set otherwise or was saved by another program")
    else:
        write(_differences(old, new, name))
        say(f"{name} is not what the plan gives now, with these options")
    leave(Exit.PROBLEMS)


def _differences(old: list[str], new: list[str], name: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(old, new, fromfile=name, tofile="what the plan gives now", n=1, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _lines(content: bytes, chosen: PaperFormat, name: str) -> list[str]:
    """Return a paper line by line; of Word and PDF the words that stand on its pages."""
    if chosen in (PaperFormat.MARKDOWN, PaperFormat.HTML):
        return content.decode("utf-8", "replace").splitlines()
    try:
        from cqcplan.papers.proof.contents import UnreadableError, contents_of

        passages = contents_of(content, chosen.value)
    except ImportError:
        fail("--check reads a PDF back with a package that is not installed", "pip install 'cqcplan[pdf]'")
    except UnreadableError as error:
        fail(f"--check: {name} cannot be read: {error}", "name a paper that cqcplan wrote, or say its --format")
    text = "".join(one.text for one in passages if one.is_shown and one.where.startswith(("page ", "word/")))
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def unsearched_in(whole: "Plan", allowed: "Plan") -> int:
    """Count the withheld texts that are too short to be searched for."""
    from cqcplan.papers.proof.prove import unsearched

    return len(unsearched(whole, allowed))


def tell_leaks(leaks: list[str], names: list[str], unsearched: int) -> None:
    """Say that nothing withheld was found; where something was, say where, and leave without writing any paper."""
    if not leaks:
        said = f"searched {' and '.join(names)}: found nothing that is withheld from its readers"
        short = f"; {unsearched} withheld text{'s' if unsearched > 1 else ''} too short to search for"
        say(said + (short if unsearched else ""))
        return
    for leak in leaks:
        complain(leak)
    say("nothing was written")
    leave(Exit.PROBLEMS)
