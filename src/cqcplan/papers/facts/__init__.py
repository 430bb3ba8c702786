"""What sections tell: chosen, counted and sorted here, said in their templates. No words stand in this room.

Each module is one subject, each public function in it a fact. One that takes the paper's circumstances alone is
worked out once: ``facts.risks.known`` is what ``known`` in ``risks.py`` returns. One that takes more, or
something else, is asked with it: ``facts.updates.told(state)``.
"""

from functools import partial
from importlib import import_module, util
from inspect import isfunction, signature
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from cqcplan.papers.occasion import Occasion


OCCASION = "Occasion"
"""How a fact says that it takes the paper's circumstances."""


class Facts:
    """Every fact of one paper, worked out when it is first asked for."""

    def __init__(self, occasion: "Occasion") -> None:
        self._occasion = occasion
        self._subjects: dict[str, SubjectFacts] = {}

    def __str__(self) -> str:
        return "facts"

    def __getattr__(self, name: str) -> "SubjectFacts":
        found = self._subjects.get(name)
        if found is None:
            if name.startswith("_") or util.find_spec(f"{__name__}.{name}") is None:
                raise AttributeError(name)
            found = self._subjects[name] = SubjectFacts(import_module(f"{__name__}.{name}"), self._occasion)
        return found

    @staticmethod
    def names_there_are() -> list[str]:
        """Return the subjects."""
        return subjects()


class SubjectFacts:
    """The facts of one subject."""

    def __init__(self, module: ModuleType, occasion: "Occasion") -> None:
        self._module = module
        self._occasion = occasion
        self._known: dict[str, Any] = {}

    def __str__(self) -> str:
        return "facts." + self._module.__name__.rpartition(".")[2]

    def __getattr__(self, name: str) -> Any:
        if name not in self._known:
            made = None if name.startswith("_") else facts_in(self._module).get(name)
            if made is None:
                raise AttributeError(name)
            takes = list(signature(made).parameters.values())
            if getattr(takes[0].annotation, "__name__", "") != OCCASION:
                self._known[name] = made
            else:
                self._known[name] = partial(made, self._occasion) if len(takes) > 1 else made(self._occasion)
        return self._known[name]

    def names_there_are(self) -> list[str]:
        """Return the facts of this subject."""
        return list(facts_in(self._module))


def subjects() -> list[str]:
    """Return the names of all subjects."""
    return sorted(module.name for module in iter_modules(__path__))


def facts_in(module: ModuleType) -> "dict[str, Callable[..., Any]]":
    """Return the facts that a module holds."""
    return {
        name: made
        for name, made in vars(module).items()
        if isfunction(made) and made.__module__ == module.__name__ and not name.startswith("_")
    }
