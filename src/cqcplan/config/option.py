"""What can be set about one thing: rules declare their own options with it."""

from typing import Any, Generic, NamedTuple, TypeVar

Value = int | tuple[str, ...]
"""What an option holds: a whole number, or some words."""
_V = TypeVar("_V", bound=Value)


class Option(NamedTuple, Generic[_V]):
    """One option of a rule, under ``[rules.<name>]`` of the settings file."""

    name: str
    """The key in the settings file, with its unit where it has one: ``days``."""
    default: _V
    meaning: str
    """What it decides, in a sentence."""
    least: int = 1
    """The smallest number that makes sense; for words it says nothing."""
    most: int = 1000

    @property
    def wanted(self) -> str:
        """What may be written: ``a whole number from 1 to 365``."""
        return (
            f"a whole number from {self.least} to {self.most}"
            if isinstance(self.default, int)
            else "a list of texts in quotes"
        )

    @property
    def example(self) -> str:
        """The default as the settings file writes it."""
        return as_toml(self.default)

    def value_of(self, written: Any) -> _V | None:
        """Return what a settings file says, or nothing where it cannot be that."""
        found: Any = None
        if isinstance(self.default, int):
            is_number = isinstance(written, int) and not isinstance(written, bool)
            found = written if is_number and self.least <= written <= self.most else None
        elif isinstance(written, list) and all(isinstance(word, str) and word.strip() for word in written):
            found = tuple(word.strip() for word in written)
        fits: _V | None = found
        return fits


def as_toml(value: Value) -> str:
    """Return a value as the settings file writes it."""
    if isinstance(value, int):
        return str(value)
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"') for word in value)
    return "[" + ", ".join(f'"{word}"' for word in escaped) + "]"
