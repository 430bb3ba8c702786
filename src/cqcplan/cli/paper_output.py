"""Where finished papers go: to stdout, into a file or a folder, or beside a filed copy to be compared with it."""

import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.audience import Audience
from cqcplan.cli.save import STDOUT, save, save_all
from cqcplan.cli.talk import Exit, complain, fail, leave, say, write

if TYPE_CHECKING:
    from cqcplan.papers.proof.contents import Passage
    from cqcplan.papers.proof.prove import Leak, Search
    from cqcplan.papers.proof.secrets import Hidden


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


def put(content: bytes, chosen: PaperFormat, output: Path | None, sources: Sources, readers: Audience) -> None:
    """Write one paper to its file, or to stdout; never over one that was made for other readers."""
    if output is None or output == STDOUT:
        if chosen in (PaperFormat.DOCX, PaperFormat.PDF) and sys.stdout.isatty():
            fail(f"a {chosen.value} file cannot be shown on a terminal", "name a file with --output")
        write(content)
        return
    save(output, content, sources=sources, readers=readers)


def put_all(papers: Mapping[str, bytes], folder: Path, sources: Sources, readers: Audience) -> None:
    """Write a whole set of papers into a folder, all of them or none; never over one made for other readers."""
    save_all(folder, papers, sources, readers=readers)
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
    found = re.search(r"Plan revision ((?:(?!Plan revision).)+?)\. Made with cqcplan", _whole(filed, chosen, name))
    return found[1] if found else None


def shows_revision(filed: bytes, chosen: PaperFormat, name: str) -> bool:
    """Whether the foot of a filed paper's page names its revision too."""
    return bool(re.search(r"As at .{,400}\. Plan revision ", " ".join(_lines(filed, chosen, name))))


def _whole(content: bytes, chosen: PaperFormat, name: str) -> str:
    """Return everything that can be read out of a paper, on one line."""
    return " ".join(one.text for one in _passages(content, chosen, name)).replace("\n", " ")


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
    passages = _passages(content, chosen, name)
    text = "".join(one.text for one in passages if one.is_shown and one.where.startswith(("page ", "word/")))
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def _passages(content: bytes, chosen: PaperFormat, name: str) -> "Sequence[Passage]":
    try:
        from cqcplan.papers.proof.contents import UnreadableError, contents_of

        return contents_of(content, chosen.value)
    except ImportError:
        fail("--check reads a PDF back with a package that is not installed", "pip install 'cqcplan[pdf]'")
    except UnreadableError as error:
        fail(f"--check: {name} cannot be read: {error}", "name a paper that cqcplan wrote, or say its --format")


def searched_in(hidden: "Hidden") -> str:
    """Say what is searched for in papers of a plan, and what cannot be."""
    from cqcplan.papers.proof.prove import search_of

    return searched_for(search_of(hidden))


def searched_for(found: "Search") -> str:
    """Say the same of what was counted before."""
    said = f"none of {found.texts} withheld text{'' if found.texts == 1 else 's'} stands there word for word"
    said += f", nor any of {found.figures} withheld figure{'' if found.figures == 1 else 's'}" if found.figures else ""
    short = f"; {found.left} too short to search for" if found.left else ""
    return said + short


def tell_leaks(
    leaks: "Mapping[str, Sequence[Leak]]", accepted: Mapping[str, str], searched: str, *, is_filed: bool
) -> None:
    """Say that nothing withheld was found; where something was, say where, and leave without writing any paper.

    Args:
        leaks: what was found, by paper.
        accepted: why a find is none, by the entry and the field, as ``--accept`` names them.
        searched: what was searched for.
        is_filed: whether it is a filed paper that was searched, so that nothing would be written.
    """
    found = False
    for name, some in leaks.items():
        for leak in some:
            reason = accepted.get(leak.place)
            if reason:
                say(f"accepted in {name}: {leak} (because: {reason})")
            else:
                found = True
                complain(f"{name}: {leak}", f'if it stands there by chance: --accept "{leak.place}: why"')
    every = {leak.place for some in leaks.values() for leak in some}
    for place in accepted:
        if place not in every:
            say(f'--accept: nothing was found of "{place}", so it accepts nothing')
    if found:
        if not is_filed:
            say("nothing was written")
        leave(Exit.PROBLEMS)
    rest = "but for what was accepted, " if any(leaks.values()) else ""
    say(f"searched {' and '.join(leaks)}: {rest}{searched}")


def accepted_finds(said: "Sequence[str]") -> dict[str, str]:
    """Read what ``--accept`` says: the entry and field of a find, and the reason why it is none."""
    found = {}
    for one in said:
        place, _, reason = one.partition(":")
        if not place.strip() or len(reason.split()) < 2:
            fail(
                f'--accept: "{one}" does not say what is accepted and why',
                'write it as the find is named, then the reason: --accept "ot-risk title: the name of a public page"',
            )
        found[" ".join(place.replace(",", " ").split())] = reason.strip()
    return found
