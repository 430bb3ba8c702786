"""The kinds of entry that commands add and change: their names, their lists, and the option that fills each field."""

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cqcplan.typed.fields import Field


class KindOf(NamedTuple):
    """One kind of entry."""

    name: str
    """As it is typed: ``self-assessment``."""
    section: str
    """The list it joins."""
    says: str
    """What it is, in a few words."""
    above: str | None = None
    """The kind of entry that has the list, where it is not a section of the plan."""


KINDS = (
    KindOf("priority", "priorities", "A heading of the council's own, such as a workstream."),
    KindOf("action", "actions", "Something to be done, under a priority.", "priority"),
    KindOf("milestone", "milestones", "A point to be reached, under an action.", "action"),
    KindOf("measure", "measures", "Something counted."),
    KindOf("risk", "risks", "Something that could stop the plan."),
    KindOf("finding", "findings", "What CQC said: a strength, or what to improve."),
    KindOf("evidence", "evidence", "A pointer to a document that proves something."),
    KindOf("meeting", "meetings", "A meeting of a body, and the paper it takes."),
    KindOf("decision", "decisions", "What a meeting decided.", "meeting"),
    KindOf("recommendation", "recommendations", "What the paper for a meeting asks for.", "meeting"),
    KindOf("commitment", "commitments", "A promise to members, the public or government."),
    KindOf("submission", "submissions", "A return due to government or a regulator."),
    KindOf("post", "roles", "A post that work belongs to, and who is in it."),
    KindOf("body", "bodies", "A committee, board, partner or regulator."),
    KindOf("assessment", "assessments", "An assessment by CQC or by others, with its nine scores."),
    KindOf("self-assessment", "self_assessments", "The council's own assessment: its stages and documents."),
    KindOf("challenge", "challenges", "A challenge to CQC's report."),
    KindOf("letter", "correspondence", "A letter to CQC or government, and its reply."),
    KindOf("adviser", "advisers", "Outside help: an adviser, a consultancy, a peer."),
    KindOf("consultation", "consultations", "A consultation, its dates and outcome."),
    KindOf("engagement", "engagement", "How a group of people takes part."),
    KindOf("resource", "resources", "People, money or technology that the plan needs."),
    KindOf("period", "periods", "A reporting period and what it feeds."),
    KindOf("principle", "principles", "A principle that the plan follows."),
    KindOf("paragraph", "paragraphs", "A standing paragraph of papers, such as the legal one."),
    KindOf("reference-set", "reference_sets", "National objectives or standards to aim at."),
    KindOf("reference-item", "items", "One item of a reference set.", "reference set"),
    KindOf("source", "sources", "A document that facts come from."),
    KindOf("background-paper", "background_papers", "A background paper to list."),
)
OTHER_NAMES = {"role": "post", "committee": "body", "promise": "commitment", "workstream": "priority"}
"""What else people call a kind."""
_NESTED = {"actions": "Priority", "milestones": "Action", "decisions": "Meeting", "recommendations": "Meeting",
           "items": "ReferenceSet"}  # fmt: skip
_OPTIONS = {
    "Measure.target.value": "target", "Measure.target.by": "by", "Measure.target.why": "target-why",
    "Measure.target.illustrative": "target-illustrative", "Measure.baseline.value": "baseline",
    "Measure.baseline.on": "baseline-on", "Measure.baseline.text": "baseline-text",
    "Measure.baseline.since": "baseline-since", "Risk.risk_register": "register", "Commitment.made_to": "to",
    "Commitment.made_at": "at", "quality_statements": "statement", "priorities": "priority", "findings": "finding",
    "partners": "partner", "principles": "principle", "outcomes": "outcome", "reasons": "reason",
    "alternatives": "alternative", "contents": "content", "recommendations": "recommendation",
    "decisions": "decision", "documents": "document",
    "meetings": "meeting", "former_titles": "former-title", "former_names": "former-name", "scores": "score",
    "Period.from": "from", "voices": "voice", "trajectory": "interim", "comparators": "comparator",
    "breaks": "break", "rebased": "rebased",
}  # fmt: skip
"""Options that are not called as their field is: by model and field, or by field."""
_INHERITED = {"visibility", "exempt", "source", "example", "note"}
_SKIPPED = {
    "actions", "milestones", "observations", "glossary", "status_scheme",
    "points", "events", "items",
}  # fmt: skip
"""Fields that commands of their own fill, or that only a file can."""


class OptionOf(NamedTuple):
    """An option that fills a field, or a field of a record in it."""

    name: str
    """Without its hyphens."""
    path: tuple[str, ...]
    """The field, and the field in it."""
    model: "type[BaseModel]"
    """The model that the last of them stands in."""
    field: "Field"


def kind_named(name: str) -> KindOf | None:
    """Return a kind by its name or another that people have for it."""
    name = name.lower().replace("_", "-")
    return next((kind for kind in KINDS if kind.name in (name, OTHER_NAMES.get(name, name))), None)


def model_of(section: str) -> "type[BaseModel]":
    """Return the model of the entries of a list, at the top of a plan or inside it."""
    from cqcplan.model.document import PlanFile
    from cqcplan.model.links import shape_of

    top = dict(shape_of(PlanFile).children)
    if section not in _NESTED:
        return top[section]
    holders = {model.__name__: model for model in top.values()}
    holders |= {model.__name__: model for _, model in shape_of(holders["Priority"]).children}
    return dict(shape_of(holders[_NESTED[section]]).children)[section]


def main_field(model: "type[BaseModel]") -> str | None:
    """Return the field that an entry is called by: what is typed first."""
    for name in ("title", "name", "about", "audience", "heading", "text"):
        if name in model.model_fields and model.model_fields[name].is_required():
            return name
    # a meeting's is the title of its paper, which many have not
    return "title" if "title" in model.model_fields and model.__name__ != "Meeting" else None


def needed(model: "type[BaseModel]", given: Collection[str] = ()) -> list[str]:
    """Return the fields that an entry must have, but for its id and those in whose place a field was given."""
    one, others = stands_in(model)
    spared = ("id", *others) if one in given else ("id",)
    return [
        info.alias or name for name, info in model.model_fields.items() if info.is_required() and name not in spared
    ]


def stands_in(model: "type[BaseModel]") -> tuple[str, tuple[str, ...]]:
    """Return the field in whose place others of an entry need not be given, and those; nothing where there is none."""
    found: tuple[str, tuple[str, ...]] = getattr(model, "STANDS_IN", ("", ()))
    return found


@cache
def options_of(model: "type[BaseModel]") -> tuple[OptionOf, ...]:
    """Return every option that fills a field of an entry: its own fields first, then those that every entry has."""
    from cqcplan.model.links import shape_of

    names = [name for name in shape_of(model).fields if name not in ("id", "schema", *_SKIPPED)]
    made: list[OptionOf] = []
    for name in sorted(names, key=lambda name: name in _INHERITED):
        made += _options(model, (name,), model)
    return tuple(made)


def _options(top: "type[BaseModel]", path: tuple[str, ...], model: "type[BaseModel]") -> "list[OptionOf]":
    from cqcplan.model.links import shape_of
    from cqcplan.typed.fields import field_of

    field = field_of(model, path[-1])
    if field.what == "record" and field.record and not field.many and len(path) == 1:
        inside = field.record
        return [
            option
            for name in shape_of(inside).fields
            if name not in _INHERITED
            for option in _options(top, (*path, name), inside)
        ]
    if field.what == "record" and not field.many:
        return []  # a record in a record: only a file can
    full = ".".join((top.__name__, *path))
    name = _OPTIONS.get(full) or (_OPTIONS.get(path[0]) if len(path) == 1 else None)
    return [OptionOf(name or "-".join(path).replace("_", "-"), path, model, field)]


def option_for(model: "type[BaseModel]", field: str) -> str:
    """Return the option that fills a field, with its hyphens."""
    found = next(
        (option.name for option in options_of(model) if option.path[-1] == field or option.path[0] == field), field
    )
    return f"--{found.replace('_', '-')}"
