"""Whom a paper was made for, told in the file itself: where no reader sees it, and any program can.

So a paper for some readers alone can be told from the public one, whatever it is called.
"""

import re
from io import BytesIO
from typing import get_args
from zipfile import BadZipFile, ZipFile

from cqcplan.model.vocabulary import Visibility

_MARK = re.compile(rb"made for (public|internal|exempt|confidential) readers")
_OWN = b"Made with cqcplan"
"""What the footer of every paper says."""
_PROPERTIES, _TEXT = "docProps/core.xml", "word/document.xml"
_LARGEST = 64 * 1024 * 1024


def mark_for(readers: Visibility) -> str:
    """Return the words that say whom a paper was made for."""
    return f"made for {readers} readers"


def marked(text: str, readers: Visibility) -> str:
    """Put the mark behind a paper in Markdown or HTML; what has none is for the public."""
    return text if readers == "public" else f"{text.rstrip()}\n\n<!-- {mark_for(readers)} -->\n"


def readers_of(content: bytes) -> Visibility | None:
    """Return whom a file was made for; nothing where it is no paper of ours, or cannot be told."""
    told, text = content, content
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
