"""Whom a paper, table or calendar was made for, told in the file itself: where no reader sees it, and a program can.

So a paper for some readers alone can be told from the public one, whatever it is called.
"""

import re
from io import BytesIO
from typing import get_args
from zipfile import BadZipFile, ZipFile

from cqcplan.model.vocabulary import Visibility

_JSON = re.compile(rb'^\s*\{[^{}\[\]]{,2000}?"audience":\s*"(public|internal|exempt|confidential)"', re.DOTALL)
_MARK = re.compile(rb"made for (public|internal|exempt|confidential) readers")
_OWN = b"Made with cqcplan"
"""What the footer of every public paper said before all had a mark."""
_PROPERTIES, _TEXT = "docProps/core.xml", "word/document.xml"
_LARGEST = 64 * 1024 * 1024


def mark_for(readers: Visibility) -> str:
    """Return the words that say whom a paper was made for."""
    return f"made for {readers} readers"


def marked(text: str, readers: Visibility, made_from: str = "") -> str:
    """Put the mark behind a paper in Markdown or HTML, and what it was made from.

    The mark comes last: what it was made from is somebody's word, and may say anything.
    """
    told = " ".join(made_from.replace(">", ")").split())
    return f"{text.rstrip()}\n\n<!-- {told}{'; ' if told else ''}{mark_for(readers)} -->\n"


def not_for_the_public(readers: Visibility) -> str:
    """Return the marking of what is not for the public; nothing for what is."""
    return "" if readers == "public" else f"NOT FOR PUBLICATION: {readers}"


def readers_of(content: bytes) -> Visibility | None:
    """Return whom a file was made for; nothing where it is no paper of ours, or cannot be told."""
    told, text = content, content
    if named := _JSON.match(content):
        return next(level for level in get_args(Visibility) if level == named[1].decode())
    if content.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(BytesIO(content)) as archive:
                told, text = _part(archive, _PROPERTIES), _part(archive, _TEXT)
        except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
            return None
    # a text of the paper may say the same words, and the mark comes behind it
    marks = _MARK.findall(told)
    if marks:
        return next(level for level in get_args(Visibility) if level == marks[-1].decode())
    return "public" if _OWN in text else None


def _part(archive: ZipFile, name: str) -> bytes:
    fits = name in archive.namelist() and archive.getinfo(name).file_size <= _LARGEST
    return archive.read(name) if fits else b""
