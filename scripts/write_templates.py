"""Write docs/templates.md: what a template of a paper may use, from the code, each example printed as it comes out.

A test holds the page equal to what this writes.
"""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from inspect import getdoc, signature
from pathlib import Path

from cqcplan.english import first_upper
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from cqcplan.papers.facts import OCCASION, facts_in, subjects
from cqcplan.papers.filters import filters_of
from cqcplan.papers.known_names import names_of
from cqcplan.papers.occasion import Occasion, find_meeting
from cqcplan.papers.place_charts import chart_makers
from cqcplan.papers.printed import ALONE
from cqcplan.papers.read_markdown import plain
from cqcplan.papers.sections import Writer
from cqcplan.papers.template_files import all_templates, text_of
from cqcplan.timeline.periods import parse_period

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "templates.md"
HEAD = (ROOT / "scripts" / "templates_head.md").read_text(encoding="utf-8")
NAMES = {
    "plan": "the plan, as its readers may see it on its day: every [field](reference/fields.md)",
    "council": "text: the council as running text says it",
    "as_of": "date: the day the paper is made",
    "until": "date: the last day that it tells: the end of the period or, if sooner, `as_of`",
    "period": "its `title`, `in_words`, `first` and `last` day, `data_cutoff`",
    "meeting": "the meeting that the paper is for, or nothing",
    "met": "true or false: whether that meeting has been held",
    "decided": "true or false: whether what it decided is recorded",
    "the_body": "text: the body as running text says it: the Committee, Cabinet",
    "state": "where all stood on `until`: `state.priorities`, each with `priority`, `rag`, `reason`, `recovery`, "
    "`items`; `state.items`, each with `entry`, `status`, `rag`, `due`, `owner`, `is_done`, `is_milestone`",
    "result": "the rating in force, scored: `assessment`, `points`, `percent`, `rating`, `statements`; or nothing",
    "rating_is_news": "true or false: whether the body has had no paper since CQC published it",
    "label": "text: what the council calls a priority",
    "labels": "text: the same for several",
    "scheme": "the council's colours: `scheme.name`, `scheme.colours`",
    "vocabulary": "the words of choices by name: `vocabulary.statuses[item.status]`",
    "vintage": "the framework in force: `vintage.theme(id)`, `vintage.statements`",
}
FILTERS = {
    "post": '{{ "director" | post }}',
    "body": '{{ "scrutiny" | body }}',
    "name": '{{ "director" | name }}',
    "names": '{{ ["scrutiny", "director"] | names | words }}',
    "statements": '{{ ["safeguarding", "equity"] | statements }}',
    "rated": '{{ "amber" | rated }}',
    "rated_word": '{{ "amber" | rated_word }}',
    "priority_title": "{{ plan.priorities[0] | priority_title }}",
    "number": "{{ 3 | number }}",
    "officer": '{{ "director" | officer }}',
    "counted": '{{ 1 | counted("week") }}, {{ 2 | counted("enquiry") }}',
    "plural": '{{ "week" | plural(2) }}',
    "singular": '{{ "people" | singular }}',
    "thousands": "{{ 12345 | thousands }}",
    "amount": "{{ 551 | amount(plan.measures[0]) }}",
    "amount_of": "{{ plan.measures[0].observations[0] | amount_of(plan.measures[0]) }}",
    "apart": "{{ 54 | apart(plan.measures[0]) }}",
    "figure": "{{ plan.measures[0].observations[0] | figure }}",
    "words": '{{ ["one", "two", "three"] | words }}',
    "join": '{{ ["one", "two"] | join("; ") }}',
    "quoted": '{{ "as printed" | quoted }}',
    "said": "{% macro big(n) -%} {{ n }}! {%- endmacro %}{{ [1, 2] | said(big) | words }}",
    "lines": "{% set two %}a\n\nb{% endset %}{{ two | lines | words }}",
    "sentences": '{{ ["It rose.", none, "It fell."] | sentences }}',
    "with_bold": '{{ "what is **typed so**, and 2 * 3" | with_bold }}',
    "sentence": '{{ "It rose" | sentence }}',
    "without_stop": '{{ "It rose." | without_stop }}',
    "first_sentence": '{{ "It rose. It fell." | first_sentence }}',
    "in_text": '{{ "Workstream" | in_text }}',
    "without_the": '{{ "the Better Care programme" | without_the }}',
    "upper_first": '{{ "autumn 2026" | upper_first }}',
    "lower_first": '{{ "In progress" | lower_first }}',
    "lower": '{{ "Priority" | lower }}',
    "day": "{{ as_of | day }}",
    "on": "{{ plan.meetings[0].on | on }}",
    "from_to": "{{ plan.meetings[0].on | from_to }}",
}
_MACRO = re.compile(r"(?:\{#-?\s*((?:(?!#\}).)*?)\s*-?#\}\s*)?\{%-?\s*macro (\w+\([^)]*\))", re.DOTALL)
_NOT_LISTED = "_"


def page() -> str:
    """Write the page."""
    return "\n".join([HEAD, *_names(), *_facts(), *_filters(), *_macros(), *_charts(), *_every()]).rstrip() + "\n"


def occasion() -> Occasion:
    """Return a paper about a made-up council, for the examples."""
    folder = ROOT / "tests" / "fixtures" / "good" / "exampleshire"
    plan = load_plan(Location(folder, folder.name)).plan
    if plan is None:
        raise FileNotFoundError(folder)
    day = date(2026, 6, 17)
    span = parse_period("q1", plan, day)
    return Occasion(plan, day, span, find_meeting(plan, span, day))


def _names() -> Iterator[str]:
    yield "## Names\n\n| name | what it is |\n| --- | --- |"
    yield from (f"| `{name}` | {NAMES[name]} |" for name in names_of(occasion()))
    last = "the terms of the plan's glossary that the paper's other sections use; its section is written last"
    yield f"| `terms_used()` | {last} |"
    yield ""


def _facts() -> Iterator[str]:
    yield "## Facts\n\nWhat is chosen, counted and sorted. A fact with brackets is asked with what stands in them."
    for subject in subjects():
        module = import_module(f"cqcplan.papers.facts.{subject}")
        yield f"\n### facts.{subject}\n\n{getdoc(module)}\n\n| fact | gives | what it is |\n| --- | --- | --- |"
        for name, made in facts_in(module).items():
            told = signature(made)
            takes = [
                parameter.name
                for parameter in told.parameters.values()
                if getattr(parameter.annotation, "__name__", "") != OCCASION
            ]
            brackets = f"({', '.join(takes)})" if takes else ""
            yield f"| `facts.{subject}.{name}{brackets}` | {_type(told.return_annotation)} | {_first(getdoc(made))} |"
    yield ""


def _type(annotation: object) -> str:
    words = str(getattr(annotation, "__name__", annotation)) if not hasattr(annotation, "__args__") else str(annotation)
    words = re.sub(r"\b(?:\w+\.)+", "", words).replace(" | None", ", or nothing").replace("[", " of ").replace("]", "")
    words = re.sub(r"(?:tuple|list|Sequence|Iterator) of (.*?)(?:, \.\.\.)?$", r"a list of \1", words)
    return words.replace("str", "text").replace("bool", "true or false").replace("int", "number").replace("|", "or")


def _first(told: str | None) -> str:
    words = " ".join((told or "").split("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
    return first_upper(words.removeprefix("Return "))


def _filters() -> Iterator[str]:
    environment = Writer(occasion()).environment
    yield "## Filters\n\n| example | prints |\n| --- | --- |"
    for name in filters_of(occasion()):
        made = plain(environment.from_string(FILTERS[name]).render().replace(ALONE, ""))
        shown = FILTERS[name].replace("\n\n", " ⏎ ").replace("|", "\\|")
        yield f"| `{shown}` | {made} |"
    yield "\nBesides these, Jinja's own: `length`, `sort`, `select`, `map`, `default`, `trim`, `replace` and others.\n"


def _macros() -> Iterator[str]:
    yield "## Macros\n\nWords that several sections share. A section takes one with"
    yield '`{% from "macros/work.md.j2" import position %}`.'
    for found in all_templates():
        if found.name.startswith("macros/"):
            every = _MACRO.findall(text_of(found.path))
            told = [(name, about) for about, name in every if not name.startswith(_NOT_LISTED)]
            if told:
                yield f"\n### {found.name}\n\n| macro | what it says |\n| --- | --- |"
                yield from (f"| `{name}` | {_first(about)} |" for name, about in told)
    yield ""


def _charts() -> Iterator[str]:
    yield "## Charts\n\n| call | what it draws |\n| --- | --- |"
    for name, made in chart_makers([]).items():
        takes = ", ".join(name for name in signature(made).parameters)
        yield f"| `{name}({takes})` | {_first(getdoc(made))} |"
    yield "\n`label`, `words`, `name` and `mark` are macros, called with each entry. A table of the numbers follows.\n"


def _every() -> Iterator[str]:
    yield "## Every template\n\n| template | what it is |\n| --- | --- |"
    for found in all_templates():
        told = re.match(r"\s*(?:\{#|//)\s*(.*?)\s*(?:#\}|\n)", text_of(found.path), re.DOTALL)
        blocks = re.findall(r"\{% block (\w+)", text_of(found.path))
        listed = f" Blocks: {', '.join(f'`{block}`' for block in blocks)}." if blocks else ""
        yield f"| `{found.name}` | {_first(told[1] if told else '')}{listed} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
