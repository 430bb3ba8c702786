"""TOML from bytes, with the place of what is wrong."""

import re
import tomllib
from typing import Any

_PLACE = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_AS_UTF8 = "save the file again as UTF-8"


class NotTomlError(Exception):
    """The bytes are no TOML; says why in one sentence, where, and what to do."""

    def __init__(self, message: str, line: int = 1, column: int = 1, help_: str | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.help = message, line, column, help_


def toml_of(raw: bytes) -> tuple[dict[str, Any], str]:
    """Return the data of a TOML file, and its text. A byte-order mark before UTF-8 is let by.

    Raises:
        NotTomlError: when it is not UTF-8 text, or not TOML.
    """
    text = text_of(raw)
    try:
        return tomllib.loads(text), text
    except ValueError as error:  # tomllib's own, and that of a number with thousands of figures
        found = _PLACE.match(str(error))
        what = found["what"] if found else str(error)
        line, column = text.count("\n") + 1, 1
        if found and found["line"]:
            line, column = int(found["line"]), int(found["column"])
        raise NotTomlError(f"this is not TOML: {what[:1].lower()}{what[1:]}", line, column) from error
    except RecursionError as error:
        raise NotTomlError("this cannot be read: its brackets stand too deep in one another") from error


def text_of(raw: bytes) -> str:
    """Return UTF-8 text without its byte-order mark.

    Raises:
        NotTomlError: when it is in another encoding.
    """
    if raw.startswith(_WIDE_MARKS) or b"\0" in raw[:4]:
        raise NotTomlError("this is not UTF-8 text but UTF-16 or UTF-32", help_=_AS_UTF8)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise NotTomlError("this is not UTF-8 text", line, column, _AS_UTF8) from error
