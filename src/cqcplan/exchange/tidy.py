"""A plan as tidy tables, read off the models: one table for each kind of entry, so that no field is forgotten.

Ids are keys; a column ``owner_id`` holds the id of a row elsewhere; a list of ids is a table of pairs. A date
is three columns: as a paper prints it, and the first and last day it can mean. What is worked out for the
as-of date stands apart, in columns that begin with ``as_of_`` or ``computed_``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel

from cqcplan.exchange.dictionary import dictionary_of
from cqcplan.exchange.fields import (
    Getter,
    column_kind,
    date_at,
    date_columns,
    date_values,
    follow,
    joined,
    lists_of,
    made_of,
    plain,
    words_for,
)
from cqcplan.exchange.figures_out import ABOUT_DATES, DATES, WHAT, days_of
from cqcplan.exchange.table import Column, ColumnKind, Growing, Table, Tables, Value
from cqcplan.exchange.worked_out import add_states
from cqcplan.framework.vintage import load_vintage
from cqcplan.model.assessments import StatementScore
from cqcplan.model.base import Entry, Named, Span
from cqcplan.model.dates import When
from cqcplan.model.delivery import Observation
from cqcplan.model.document import SECTIONS, Plan, PlanFile
from cqcplan.model.header import ThemeName, default_scheme
from cqcplan.model.json_schema import plan_schema
from cqcplan.model.links import kind_of, shape_of
from cqcplan.model.vocabulary import Visibility
from cqcplan.scoring.current import result_of
from cqcplan.timeline.state import state_of
from cqcplan.view.levels import ORDER, inherited, rank_of

ALWAYS = (
    "plan", "quality_statements", "priorities", "actions", "milestones", "measures", "observations", "updates",
    "findings", "risks", "meetings", "commitments", "submissions", "assessments", "scores", "evidence", "roles",
    "bodies", "priority_quality_statements", "dictionary",
)  # fmt: skip
"""Tables that are written even when they have no rows, so that a report built on them does not break."""
INSIDE = frozenset({"note", "visibility", "exempt", "holder"})
"""Fields for those who keep the plan: left out for the public, as papers leave them out."""
_TABLES = {kind_of(model): section for section, model in shape_of(PlanFile).children} | {
    "action": "actions",
    "milestone": "milestones",
    "quality statement": "quality_statements",
    "reference item": "reference_items",
}
"""The table that each kind of entry stands in."""


def tidy_tables(plan: Plan, as_of: date, audience: Visibility) -> Tables:
    """Return every table of a plan.

    Args:
        plan: the plan as its audience may see it.
        as_of: the day for which states are worked out.
        audience: whom it is for; fields that papers never print are left out for the public.
    """
    return _Tidy(plan, as_of, audience).tables()


class _Tidy:
    def __init__(self, plan: Plan, as_of: date, audience: Visibility) -> None:
        self.plan, self.as_of, self.audience = plan, as_of, audience
        self.hidden = INSIDE if audience == "public" else frozenset[str]()
        self.words = plan_schema()["definitions"]
        self.state = state_of(plan, as_of)
        self.kinds = dict(_kinds(plan))
        self.growing: dict[str, Growing] = {}

    def tables(self) -> Tables:
        self._header()
        self._framework()
        for section in SECTIONS:
            model = next(child for name, child in shape_of(PlanFile).children if name == section)
            self._entries(section, model, getattr(self.plan, section), (), level=rank_of(self.plan.header))
        self._scores()
        add_states(self.growing, self.state)
        self._baselines()
        self._table("dates", ABOUT_DATES, DATES, ("date",)).rows += days_of(self.plan.measures)
        made = [
            Table(name, grown.meaning, grown.columns, tuple(grown.rows), grown.key)
            for name, grown in self.growing.items()
            if grown.rows or name in ALWAYS
        ]
        return Tables(self.plan.header.id, self.as_of, self.audience, (*made, dictionary_of(made)))

    def _table(self, name: str, meaning: str, columns: Sequence[Column], key: Sequence[str]) -> Growing:
        return self.growing.setdefault(name, Growing(meaning, tuple(columns), tuple(key)))

    # the plan, and what CQC publishes

    def _header(self) -> None:
        header = self.plan.header
        named = self._columns(type(header))
        asked = (
            Column("as_of", "date", "The day for which states are worked out.", self.as_of.isoformat()),
            Column("audience", "text", "Whom this export is for: nothing more restricted is in it.", self.audience),
        )
        table = self._table("plan", "Whose plan this is: one row.", [*(c for c, _ in named), *asked], ("id",))
        table.rows.append((*(get(header) for _, get in named), self.as_of, self.audience))
        self._children(header, type(header), "plan", (("plan_id", header.id),))
        self._entries("theme_names", ThemeName, header.labels.themes, ())
        scheme = header.status_scheme or default_scheme()
        self._entries("status_colours", type(scheme.colours[0]), scheme.colours, ())

    def _framework(self) -> None:
        vintage = load_vintage(self.plan.header.framework)
        text: ColumnKind = "text"
        columns = (
            Column("id", text, "The id of CQC's quality statement.", "assessing-needs"),
            Column("number", "whole", "Its place in CQC's order.", "1"),
            Column("name", text, "Its name in the vintage of the plan.", vintage.statements[0].name),
            Column("theme", text, "The theme it belongs to.", vintage.themes[0].name),
            Column("framework", text, "The vintage of CQC's framework.", vintage.id),
        )
        table = self._table("quality_statements", "CQC's nine quality statements.", columns, ("id",))
        table.rows += [
            (item.id, number, item.name, vintage.theme(item.theme).name, vintage.id)
            for number, item in enumerate(vintage.statements, 1)
        ]

    # entries, by their models

    def _entries(
        self,
        name: str,
        model: type[BaseModel],
        entries: Sequence[BaseModel],
        above: tuple[tuple[str, str], ...],
        *,
        above_names: tuple[str, ...] = (),
        level: int = 0,
    ) -> None:
        """Write entries of one kind, and whatever stands in them."""
        named = self._columns(model)
        kind = kind_of(model).replace(" ", "_")
        visible = next((place for place, (column, _) in enumerate(named) if column.name == "visibility"), None)
        parents = tuple(name for name, _ in above) or above_names
        own = [
            Column(parent, "text", f"The {parent.removesuffix('_id')} it stands under.", points_at=_table_of(parent))
            for parent in parents
        ]
        has_id = issubclass(model, Named)
        key = "id" if has_id else "number" if parents else f"{kind}_id"
        if not has_id:
            says = "Its place among its kind." if parents else "Tells it from every other: what it is about and when."
            own.append(Column(key, "whole" if parents else "text", says, "1" if parents else "ot-external/2026-04-30"))
        keys = ("id",) if has_id else (*parents[-1:], key)
        # an entry's own id comes before those it stands under
        columns = [*(c for c, _ in named[:has_id]), *own, *(c for c, _ in named[has_id:])]
        table = self._table(name, self.words[model.__name__]["description"], columns, keys)
        seen: dict[str, int] = defaultdict(int)
        for place, entry in enumerate(entries, 1):
            ids: tuple[Value, ...] = tuple(value for _, value in above)
            if has_id:
                me = str(getattr(entry, "id", ""))
            elif parents:
                me = str(place)
                ids = (*ids, place)
            else:
                me = _name_of(entry, place)
                seen[me] += 1
                me = me if seen[me] == 1 else f"{me}/{seen[me]}"
                ids = (me,)
            facts = [get(entry) for _, get in named]
            reach = inherited(level, rank_of(entry))
            if visible is not None:
                facts[visible] = ORDER[reach]
            table.rows.append((*facts[:has_id], *ids, *facts[has_id:]))
            self._children(entry, model, kind, (*above, (f"{kind}_id", me)), level=reach)
        if not entries:
            self._children(None, model, kind, (), above_names=(*parents, f"{kind}_id"))

    def _children(
        self,
        entry: BaseModel | None,
        model: type[BaseModel],
        kind: str,
        above: tuple[tuple[str, str], ...],
        *,
        above_names: tuple[str, ...] = (),
        level: int = 0,
    ) -> None:
        """Write what stands in lists of one entry: entries of their own, ids, or texts."""
        parents = tuple(name for name, _ in above) or above_names
        for attribute, yaml_name, part in lists_of(model):
            value = getattr(entry, attribute) if entry is not None else ()
            target = dict(shape_of(model).references).get(yaml_name)
            meaning = self._meaning(model, yaml_name)
            if isinstance(part, type) and issubclass(part, BaseModel):
                self._entries(_child_table(kind, yaml_name, part), part, value, above, above_names=parents, level=level)
                continue
            what = f"{kind}_{yaml_name}"
            columns = [Column(parents[-1], "text", f"The {kind}.", points_at=_table_of(parents[-1]))]
            rows: list[tuple[Value, ...]]
            if target:
                columns += self._pointer(_one(yaml_name, target, kind), target, meaning)
                rows = list(dict.fromkeys(self._pointing(item, target) for item in value))
                keys = (columns[0].name, columns[1].name)
            elif part is When:
                columns += [Column("number", "whole", "Its place.", "1"), *date_columns("on", meaning, "")]
                rows = [(number, *date_values(item)) for number, item in enumerate(value, 1)]
                keys = (columns[0].name, "number")
            else:
                columns += [Column("number", "whole", "Its place.", "1"), Column("text", "text", meaning)]
                rows = [(number, item) for number, item in enumerate(value, 1)]
                keys = (columns[0].name, "number")
            table = self._table(what, meaning, columns, keys)
            table.rows += [(above[-1][1], *row) for row in rows]

    def _columns(
        self, model: type[BaseModel], prefix: str = "", way: tuple[str, ...] = ()
    ) -> list[tuple[Column, Getter]]:
        """Return the columns of a model, those of single records in it with a prefix."""
        out: list[tuple[Column, Getter]] = []
        references = dict(shape_of(model).references)
        # what the entry says first, then what every entry has
        fields = sorted(model.model_fields.items(), key=lambda item: (item[0] != "id", item[0] in Entry.model_fields))
        for attribute, info in fields:
            yaml_name = info.alias or attribute
            name = prefix + yaml_name
            if issubclass(model, Entry) and yaml_name in (INSIDE if prefix else self.hidden):
                continue
            part, many = made_of(info.annotation)
            here = (*way, attribute)
            meaning, example = self._meaning(model, yaml_name), self._example(model, yaml_name)
            if many or part is dict:
                if part is int:
                    out.append((Column(name, "text", meaning, example), joined(here)))
                continue
            if isinstance(part, type) and issubclass(part, BaseModel) and part is not Span:
                out += self._columns(part, f"{name}_", here)
            elif part in (When, Span):
                columns = date_columns(name, meaning, example)
                out += [(column, date_at(here, place)) for place, column in enumerate(columns)]
            elif target := references.get(yaml_name):
                columns = self._pointer(name, target, meaning, example)
                out += [(column, self._points(here, target, place)) for place, column in enumerate(columns)]
            else:
                out.append((Column(name, column_kind(part), meaning, example), plain(here)))
            if yaml_name == "value":
                withheld = "What is printed in its place, where the figure is withheld from the audience."
                out.append((Column(f"{name}_withheld", "text", withheld, "fewer than 5"), words_for(here)))
        return out

    def _pointer(self, name: str, target: str, meaning: str, example: str = "") -> list[Column]:
        """Return the columns of a pointer: the id, and what kind of entry it is where it may be of any."""
        id_name = name if target in ("framework", "theme", "national metric") else f"{name}_id"
        first = Column(id_name, "text", meaning, example, _TABLES.get(target))
        if target == "source":
            return [first, Column(f"{name}_place", "text", "Where in the source.", "para 30a")]
        if target == "any":
            return [first, Column(f"{name}_kind", "text", f"What kind of entry {id_name} is.", "action")]
        return [first]

    def _pointing(self, value: str | None, target: str) -> tuple[Value, ...]:
        if target == "source":
            source, _, place = (value or "").partition(" ")
            return source or None, place or None
        if target == "any":
            return value, self.kinds.get(value or "")
        return (value,)

    def _points(self, way: tuple[str, ...], target: str, place: int) -> Getter:
        return lambda entry: self._pointing(follow(entry, way), target)[place]

    def _meaning(self, model: type[BaseModel], yaml_name: str) -> str:
        return str(self.words[model.__name__]["properties"][yaml_name]["description"])

    def _example(self, model: type[BaseModel], yaml_name: str) -> str:
        found = self.words[model.__name__]["properties"][yaml_name].get("examples", [""])[0]
        return ", ".join(str(item) for item in found) if isinstance(found, list) else str(found)

    # what is worked out

    def _baselines(self) -> None:
        """Put each measure's baseline before its other figures, so that a line drawn of them begins there."""
        table = self.growing["observations"]
        getters = [get for _, get in self._columns(Observation)]
        owner = [column.name for column in table.columns].index("measure_id")
        visible = next((place for place, column in enumerate(table.columns) if column.name == "visibility"), None)
        by_measure: dict[Value, list[tuple[Value, ...]]] = {}
        for row in table.rows:
            by_measure.setdefault(row[owner], []).append((*row, "recorded"))
        table.columns = (*table.columns, WHAT)
        table.rows = []
        for measure in self.plan.measures:
            if measure.baseline:
                first: list[Value] = [measure.id, 0, *(get(measure.baseline) for get in getters), "baseline"]
                if visible is not None:
                    first[visible] = ORDER[inherited(rank_of(measure), rank_of(measure.baseline))]
                table.rows.append(tuple(first))
            table.rows += by_measure.get(measure.id, [])

    def _scores(self) -> None:
        """Write the scores of each assessment, and what they make."""
        scored = self.words["StatementScore"]["properties"]
        columns = [
            Column("assessment_id", "text", "The assessment.", "cqc-2024", "assessments"),
            Column("quality_statement_id", "text", "The quality statement.", "assessing-needs", "quality_statements"),
            Column("score", "whole", scored["score"]["description"], "2"),
            Column("percent", "whole", scored["percent"]["description"], "60"),
            Column("rating", "text", scored["rating"]["description"], "requires-improvement"),
            Column("printed_as", "text", scored["printed_as"]["description"], ""),
            Column(
                "computed_score", "whole", "The score; worked out from the evidence categories where none is given."
            ),
        ]
        table = self._table(
            "scores", "What each assessment scored each quality statement.", columns, [c.name for c in columns[:2]]
        )
        categories = self._table(
            "score_categories",
            scored["categories"]["description"],
            [*columns[:2], Column("category", "text", "CQC's evidence category.", "processes"), columns[2]],
            ("assessment_id", "quality_statement_id", "category"),
        )
        for assessment in self.plan.assessments:
            for statement in result_of(assessment).statements:
                given = assessment.scores.get(statement.id)
                if given is None:
                    continue
                full = given if isinstance(given, StatementScore) else StatementScore(score=given)
                printed = (full.score, full.percent, full.rating, full.printed_as)
                table.rows.append((assessment.id, statement.id, *printed, statement.score))
                categories.rows += [
                    (assessment.id, statement.id, category, number) for category, number in full.categories.items()
                ]


def _kinds(plan: Plan) -> Iterator[tuple[str, str]]:
    """Find every id of a plan, and what kind of entry it names."""
    yield plan.header.id, "plan"
    for section in SECTIONS:
        yield from _ids(getattr(plan, section))


def _ids(entries: Sequence[BaseModel]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if isinstance(entry, Named):
            yield entry.id, kind_of(type(entry))
        for attribute, _, part in lists_of(type(entry)):
            if isinstance(part, type) and issubclass(part, Named):
                yield from _ids(getattr(entry, attribute))


def _name_of(entry: BaseModel, number: int) -> str:
    """Name an entry that has no id: an update, by what it is about and its date."""
    about, on = getattr(entry, "about", None), getattr(entry, "on", None)
    if isinstance(about, str) and isinstance(on, When):
        return f"{about}/{on.earliest.isoformat()}"
    return str(getattr(entry, "colour", number))


def _table_of(parent: str) -> str | None:
    """Return the table that the ids of a column such as ``action_id`` stand in; updates have no ids of their own."""
    return None if parent == "update_id" else _TABLES.get(parent.removesuffix("_id").replace("_", " "))


def _child_table(kind: str, yaml_name: str, model: type[BaseModel]) -> str:
    if yaml_name == "items":
        return "reference_items"
    return yaml_name if issubclass(model, Entry) else f"{kind}_{yaml_name}"


def _one(yaml_name: str, target: str, kind: str) -> str:
    """Name one of a list of ids by what it points at: each of ``partners`` is a ``body``."""
    one = target.replace(" ", "_")
    return yaml_name if one in ("any", kind) else one
