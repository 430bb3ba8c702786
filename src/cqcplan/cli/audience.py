"""Who may read what a command shows: the words of ``--audience``."""

from enum import StrEnum


class Audience(StrEnum):
    """From the widest audience to the narrowest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"
