"""What a rule looks at: one plan, with what several rules need worked out once."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cqcplan.checks.references.collect import Links, collect
from cqcplan.config.option import Option, Value
from cqcplan.files.loaded import LoadedFile, LoadedPlan
from cqcplan.framework.vintage import CURRENT, Vintage, load_vintage, vintage_ids
from cqcplan.yamltext.positions import Route

if TYPE_CHECKING:
    from cqcplan.checks.texts import Texts
    from cqcplan.timeline.state import State

_V = TypeVar("_V", int, tuple[str, ...])
_T = TypeVar("_T")


class EntryInFile(NamedTuple):
    """One entry of a section, with where it stands."""

    file: LoadedFile
    route: Route
    entry: Any
    """The model."""


class Subject:
    """One plan under check."""

    def __init__(
        self,
        loaded: LoadedPlan,
        as_of: date | None = None,
        options: "Mapping[str, Mapping[str, Value]] | None" = None,
    ) -> None:
        self.loaded = loaded
        self._as_of = as_of
        self._options = options or {}
        self._sections: dict[str, list[EntryInFile]] = {}
        self._done: dict[Callable[[Subject], Any], Any] = {}

    @property
    def as_of(self) -> date:
        """The day to look from; only rules that say ``needs_day`` may ask, and are run only where there is one."""
        if self._as_of is None:
            raise LookupError("a rule that does not say needs_day asked for the day")
        return self._as_of

    def option(self, code: str, option: Option[_V]) -> _V:
        """Return what the settings file says of an option of the rule with a code, or its default."""
        set_: Any = self._options.get(code, {}).get(option.name)
        found: _V = option.default if set_ is None else set_
        return found

    def once(self, work: "Callable[[Subject], _T]") -> _T:
        """Return what some work comes to that several rules share; it is done for the first that asks."""
        if work not in self._done:
            self._done[work] = work(self)
        done: _T = self._done[work]
        return done

    @cached_property
    def state(self) -> "State":
        """Where everything in the plan stands on that day; only for plans free of mistakes that stop models."""
        if self.loaded.plan is None:
            raise LookupError("there are no models of this plan")
        from cqcplan.timeline.state import state_of

        return state_of(self.loaded.plan, self.as_of)

    @cached_property
    def texts(self) -> "Texts":
        """Every text of the plan, gathered once."""
        from cqcplan.checks.texts import Texts

        return Texts(self.loaded)

    @cached_property
    def links(self) -> Links:
        """Every id the plan defines and every reference it makes."""
        return collect(self.loaded)

    @cached_property
    def assessments(self) -> list[tuple[LoadedFile, Route, dict[str, Any]]]:
        """Every assessment as plain data, with its file and route."""
        found: list[tuple[LoadedFile, Route, dict[str, Any]]] = []
        for file in self.loaded.files:
            listed = file.data.get("assessments") if isinstance(file.data, dict) else None
            for number, item in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(item, dict):
                    found.append((file, ("assessments", number), item))
        return found

    def section(self, name: str) -> list[EntryInFile]:
        """Every entry of a section, in plan order; none where mistakes stop models being made."""
        if name not in self._sections:
            self._sections[name] = [
                EntryInFile(file, (name, number), entry)
                for file in (self.loaded.files if self.loaded.plan else ())
                for number, entry in enumerate(getattr(file.content, name))
            ]
        return self._sections[name]

    def place_of(self, entry_id: str) -> tuple[LoadedFile, Route]:
        """Return where an entry with an id stands."""
        first = self.links.definitions[entry_id][0]
        return first.file, first.route[:-1]

    @cached_property
    def updates_about(self) -> dict[str, list[EntryInFile]]:
        """The updates known on the day, by what they are about, the oldest first."""
        found: dict[str, list[EntryInFile]] = {}
        for placed in sorted(self.section("updates"), key=lambda item: item.entry.on.earliest):
            if placed.entry.on.earliest <= self.as_of:
                found.setdefault(placed.entry.about, []).append(placed)
        return found

    @cached_property
    def has_unknown_statements(self) -> bool:
        """Whether any assessment scores a statement, or names a vintage, that is not there."""
        known = {statement.id for statement in self.vintage.statements}
        return any(
            assessment.get("framework") not in vintage_ids() or not known.issuperset(assessment.get("scores") or ())
            for _, _, assessment in self.assessments
        )

    @cached_property
    def vintage(self) -> Vintage:
        """The vintage the plan names, or the current one where it names none that exists."""
        for file in self.loaded.files:
            header = file.data.get("plan") if isinstance(file.data, dict) else None
            named = header.get("framework") if isinstance(header, dict) else None
            if named in vintage_ids():
                return load_vintage(named)
        return load_vintage(CURRENT)
