"""Messages of a check as people on pages read them: what an entry is called, where a message for files has its id."""

import re
from pathlib import Path

from cqcplan.files.load import folder_of
from cqcplan.web.shelf import Book

_LONGEST = 80
_NAMED = re.compile(r'"([^"\s]+)"|(?<![\w./-])([a-z0-9]+(?:-[a-z0-9]+)+)(?![\w/-])')
"""An id in quotes, or one that no word of a sentence is written like."""
_LISTED = re.compile(r'(?<=", )([a-z0-9]+)\b|(?<=" and )([a-z0-9]+)\b|\b([a-z0-9]+)(?=(?:, | and )")')
"""One that could be a word, in a list with others."""


def in_titles(book: Book, words: str) -> str:
    """Return words with the titles of entries, in quotes, in the place of their ids."""

    def called(found: re.Match[str]) -> str:
        placed = book.entries.get(next(filter(None, found.groups())))
        return f'"{short(book.title_of(placed))}"' if placed else found[0]

    return _LISTED.sub(called, _NAMED.sub(called, words))


def short(title: str) -> str:
    """Return a title as a list has it: what has none is called by its text, which may be a page long."""
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


def file_of(book: Book, name: str) -> str:
    """Return a file's name as seen from the folder of its plan, whatever the server was told to serve."""
    try:
        return Path(name).relative_to(folder_of(book.location)).as_posix()
    except ValueError:
        return name
