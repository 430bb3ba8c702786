"""202: a reference to something that is not there."""

from collections.abc import Collection, Iterator

from cqcplan.checks.references.collect import Links, Reference
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.english import with_article
from cqcplan.framework.vintage import vintage_ids
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Problem, Severity

SUGGESTED = 100
"""For how many wrong ids the nearest right one is looked for: each costs a look at every id of the plan."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report every reference whose target does not exist, or is of another kind."""
    links = subject.links
    vintage = subject.vintage
    known: dict[str, Collection[str]] = {
        "framework": vintage_ids(),
        "theme": tuple(theme.id for theme in vintage.themes),
        "quality statement": tuple(statement.id for statement in vintage.statements),
    }
    if any(reference.target == "national metric" for reference in links.references):
        from cqcplan.metrics.catalogue import metrics  # read for a plan that names one

        known["national metric"] = tuple(metrics())
    left = SUGGESTED
    of_kind: dict[str, list[str]] = {}
    for reference in links.references:
        if reference.target in known:
            if reference.id in known[reference.target]:
                continue
            candidates = known[reference.target]
            listed = (
                "cqcplan metrics lists them"
                if reference.target == "national metric"
                else f"{_plural(reference.target)} are {', '.join(candidates)}"
            )
            message = f'there is no {reference.target} "{reference.id}"'
        else:
            definitions = links.definitions.get(reference.id)
            if not definitions and (not links.complete or reference.id in links.doubtful):
                continue
            if definitions and reference.target in ("any", definitions[0].kind):
                continue
            if reference.target not in of_kind:
                of_kind[reference.target] = _of_kind(links, reference.target)
            candidates = of_kind[reference.target]
            listed = f"this plan has no {_plural(reference.target)} yet" if not candidates else ""
            if definitions:
                found, wanted = with_article(definitions[0].kind), with_article(reference.target)
                message = f'"{reference.id}" is {found}; {wanted} is wanted here'
            elif reference.target == "any":
                message = f'nothing in this plan has the id "{reference.id}"'
            else:
                message = f'there is no {reference.target} "{reference.id}" in this plan'
        left -= 1
        yield reference.file.problem(
            RULE.number,
            reference.route,
            message,
            key=reference.is_key,
            help=_printed_name(subject, reference)
            or (did_you_mean(reference.id, candidates) if left > 0 else None)
            or listed
            or _first_few(candidates, reference.target),
        )


def _printed_name(subject: Subject, reference: Reference) -> str | None:
    """Return the id that a statement's printed name means: press tables of 2023 and 2024 use other names."""
    meant = subject.vintage.find_statement(reference.id) if reference.target == "quality statement" else None
    return f'"{reference.id}" means {meant.id}: write that' if meant else None


def _of_kind(links: Links, target: str) -> list[str]:
    return [entry_id for entry_id, places in links.definitions.items() if target == "any" or places[0].kind == target]


def _plural(kind: str) -> str:
    return {"body": "bodies", "priority": "priorities", "any": "entries", "evidence": "evidence"}.get(kind, f"{kind}s")


def _first_few(candidates: Collection[str], target: str) -> str:
    names = sorted(candidates)
    rest = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"{_plural(target)} in this plan: {', '.join(names[:8])}{rest}"


RULE = Rule(
    number="202",
    name="unknown-reference",
    severity=Severity.ERROR,
    what=(
        "Where one entry points at another by id (an update at the milestone it is about, a milestone at its owner, "
        "a priority at its quality statements), the other exists and is of the kind wanted there."
    ),
    why=(
        "A reference that leads nowhere breaks the golden thread from finding to priority to action to evidence, "
        "and the paper silently loses a line."
    ),
    bad="""\
risks:
  - {id: capacity, title: Too few people to deliver the plan, owner: director}  # here
roles:
  - {id: directer, title: Director of Adult Social Services}
""",
    good="""\
risks:
  - {id: capacity, title: Too few people to deliver the plan, owner: director}
roles:
  - {id: director, title: Director of Adult Social Services}
""",
    find=find,
)
