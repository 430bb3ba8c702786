"""How the codes of rules are written: a word in front of three figures, ``PLAN411``.

The word is this project's own. Codes once began with CQC, and could be taken for something
that the regulator says; those still answer wherever a code is read.
"""

import re

PREFIX = "PLAN"
FORMER = "CQC"
_CODE = re.compile(rf"(?:{PREFIX}|{FORMER})?(\d{{0,3}})", re.IGNORECASE)


def coded(number: str) -> str:
    """Return the code of a rule's number, or of the figures that the numbers of several begin with."""
    return f"{PREFIX}{number}"


def as_now(word: str) -> str:
    """Return a code, or the beginning of one, as it is written now; any other word as it is.

    ``plan411``, ``CQC411`` and ``411`` are one code, ``CQC4`` the beginning of many.
    """
    found = _CODE.fullmatch(word) if word else None
    return coded(found[1]) if found else word


def as_first(code: str) -> str:
    """Return a code as it was first given out: what identifies a problem for other programs stays as it was."""
    return code.replace(PREFIX, FORMER, 1)
