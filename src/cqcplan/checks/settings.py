"""Which rules are run, how much each matters, and from which day they look."""

from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cqcplan.checks.rule import Rule
from cqcplan.config.option import Value
from cqcplan.problems.codes import as_now
from cqcplan.problems.problem import Severity


class Settings(NamedTuple):
    """The choices of one run."""

    as_of: date | None = None
    """The day that rules about time look from. Without one they are not run."""
    select: tuple[str, ...] = ()
    """Codes, names or beginnings of codes (``PLAN4``); empty means every rule that is on by default."""
    ignore: tuple[str, ...] = ()
    """The same form; wins over ``select``."""
    severities: Mapping[str, Severity] = MappingProxyType({})
    """Severity by code, where it is not the rule's own."""
    per_path: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Rules left out for files whose path matches a pattern; ``*`` crosses folders too."""
    options: Mapping[str, Mapping[str, Value]] = MappingProxyType({})
    """What is set of the options of rules: by code, then by name."""
    root: Path | None = None
    """The folder that the patterns are relative to."""

    @property
    def changes_reading(self) -> bool:
        """Whether these choices touch what is found while reading, so that its rules have to be known."""
        return bool(self.select or self.ignore)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is run."""
        if any(_means(word, rule) for word in self.ignore):
            return False
        if rule.needs_day and self.as_of is None:
            return False
        if self.select:
            return any(_means(word, rule) for word in self.select)
        return rule.on_by_default

    def leaves_out(self, rule: Rule, file: Path) -> bool:
        """Whether a rule is left out for one file."""
        patterns = [pattern for pattern, words in self.per_path.items() if any(_means(word, rule) for word in words)]
        if not patterns:
            return False
        shown = shown_from((self.root or Path()).resolve(), file)
        return any(fnmatchcase(shown, pattern) for pattern in patterns)

    def severity(self, rule: Rule) -> Severity:
        """Return how much a rule's problems matter in this run."""
        return self.severities.get(rule.code, rule.severity)


def shown_from(root: Path, file: Path) -> str:
    """Return a file's path as patterns are written: from the settings file's folder, whole where it is elsewhere."""
    path = file.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _means(word: str, rule: Rule) -> bool:
    # every code starts with nothing: an empty word must not mean them all
    return word == rule.name or (bool(word) and rule.code.startswith(as_now(word)))


def unknown_words(words: tuple[str, ...], rules: tuple[Rule, ...]) -> list[str]:
    """Return the words of ``select`` or ``ignore`` that mean no rule."""
    return [word for word in words if not any(_means(word, rule) for rule in rules)]
