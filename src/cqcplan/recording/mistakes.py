"""What keeps something from being recorded, in words for a page and for a command line."""

from collections.abc import Iterable
from typing import NamedTuple


class Mistake(NamedTuple):
    """One thing that is wrong."""

    field: str
    """The option or question it is about, without hyphens; nothing where it is about no one of them."""
    message: str
    help: str | None = None
    on_terminal: str = ""
    """The whole message as a command says it, where that is not the message with its option before it."""

    @property
    def typed(self) -> str:
        """The message as a command says it."""
        return self.on_terminal or (f"--{self.field}: {self.message}" if self.field else self.message)


class NotRecordedError(Exception):
    """Nothing is recorded, and why. Everything that is wrong is said at once."""

    def __init__(self, mistakes: Iterable[Mistake], *, several: bool = False) -> None:
        self.mistakes = tuple(mistakes)
        self.several = several
        """Whether all fields were read before it was raised, so that there may be more than one."""
        super().__init__("; ".join(mistake.typed for mistake in self.mistakes))
