"""A saved page of CQC's as one result; whatever it does not say, or says twice, is a problem with its place."""

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cqcplan.english import joined
from cqcplan.exchange.published.contradictions import contradictions
from cqcplan.exchange.published.page_text import NotAPageError, Page, read_page
from cqcplan.exchange.published.report_page import Found, Understood, understand
from cqcplan.files.loaded import LoadedFile
from cqcplan.files.read_file import cannot_open, raw_content
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.model.results import OwnResult, ResultsFile
from cqcplan.problems.problem import Place, Problem

CQC_HOSTS = ("cqc.org.uk", "www.cqc.org.uk")
_WANTED = (
    "expected CQC's summary of an assessment: a quality statement by its name, such as Assessing needs, and Score: 2 "
    "beside it or below it"
)


class FromPage(NamedTuple):
    """What a page gives."""

    file: str
    item: OwnResult | None
    """Nothing where there are problems."""
    is_cqcs: bool
    """Whether the page says that it is at CQC's own address."""
    problems: list[Problem]
    opened: bool


def result_of_page(path: Path) -> FromPage:
    """Read a page that somebody saved. Nothing is fetched, and nothing that the page does not say is filled in."""
    file = LoadedFile(path, ResultsFile)
    try:
        page = read_page(raw_content(path))
    except OSError as error:
        problem = cannot_open(path, error.strerror or "unreadable")
        return FromPage(file.name, None, is_cqcs=False, problems=[problem], opened=False)
    except NotAPageError as error:
        problem = file.problem_at("004", Place(1, 1), str(error), help=_WANTED)
        return FromPage(file.name, None, is_cqcs=False, problems=[problem], opened=True)
    said = understand(page)
    address = _address(page)
    is_cqcs = bool(address) and (urlsplit(address or "").hostname or "").rstrip(".") in CQC_HOSTS
    problems = _problems(file, said)
    if problems:
        return FromPage(file.name, None, is_cqcs, problems, opened=True)
    item = OwnResult.model_validate(_entry(said, address, is_cqcs=is_cqcs))
    problems = [
        file.problem_at("503", _place(said, found.field), f"{item.council}: {found.message}", help=_WANTED)
        for found in contradictions(item)
    ]
    return FromPage(file.name, None if problems else item, is_cqcs, problems, opened=True)


def entry_of(item: OwnResult) -> dict[str, Any]:
    """Return a result as it is written in a file, fields in order, without those that say nothing."""
    written = {
        "council": item.council,
        "published": item.published and _day(item),
        "kind": item.kind,
        "scores": list(item.scores) if item.scores else None,
        "overall_percent": item.overall_percent,
        "rating": item.rating,
        "source": item.source,
        "checked": item.checked,
        "addresses": list(item.addresses) or None,
        "supersedes": item.supersedes or None,
    }
    return {name: value for name, value in written.items() if value is not None}


def _day(item: OwnResult) -> str:
    published = item.published
    if published is None:
        return ""
    return published.earliest.isoformat() if published.is_day else published.words


def _entry(said: Understood, address: str | None, *, is_cqcs: bool) -> dict[str, Any]:
    statements = load_vintage(CURRENT).statements
    entry: dict[str, Any] = {
        "council": said.council,
        "kind": "pilot" if said.is_pilot else "formal",
        "scores": [said.scores[item.id].value for item in statements],
        "overall_percent": said.percent.value if said.percent else None,
        "rating": said.rating.value if said.rating else None,
        "source": "cqc" if is_cqcs else None,
        "checked": "primary" if is_cqcs else None,
        "addresses": [address] if address else [],
    }
    if said.published:
        day = said.published
        entry["published"] = day.earliest.isoformat() if day.is_day else day.words
    return entry


def _address(page: Page) -> str | None:
    """Return the address a page gives itself, where it is one on the web."""
    found = (page.address or "").strip()
    return found if found.startswith(("https://", "http://")) and " " not in found else None


def _problems(file: LoadedFile, said: Understood) -> list[Problem]:
    """Return what keeps a page from giving a result."""
    statements = load_vintage(CURRENT).statements
    problems = []
    if not said.scores and not said.impossible:
        return [file.problem_at("102", Place(1, 1), "no score of a quality statement is in this page", help=_WANTED)]
    for item in statements:
        if item.id in said.differing:
            one, other = said.differing[item.id]
            problems.append(
                file.problem_at(
                    "503", Place(other.line, 1),
                    f"{item.name} is scored {other.value} here and {one.value} on line {one.line}",
                    help="save one page for each council, and one that has each score once",
                )
            )  # fmt: skip
        if item.id in said.impossible:
            wrong = said.impossible[item.id]
            problems.append(
                file.problem_at(
                    "107", Place(wrong.line, 1), f"{item.name} has {wrong.value} beside it, which is no score",
                    help="scores are 1, 2, 3 and 4",
                )
            )  # fmt: skip
    missing = [item.name for item in statements if item.id not in {*said.scores, *said.impossible}]
    if missing:
        have = len(statements) - len(missing)
        problems.append(
            file.problem_at(
                "102", Place(1, 1),
                f"only {have} of the {len(statements)} scores are in this page: none is said of "
                f"{joined(missing, semicolons=True)}",
                help=_WANTED,
            )
        )  # fmt: skip
    if said.council is None:
        problems.append(
            file.problem_at(
                "102", Place(1, 1), "this page does not say which council it is about",
                help='expected its name in the first heading or the title, as in "Exampleshire County Council: local '
                'authority assessment"',
            )
        )  # fmt: skip
    return problems


def _place(said: Understood, field: str) -> Place:
    found: Found | None = {"rating": said.rating, "overall_percent": said.percent}.get(field)
    return Place(found.line if found else 1, 1)
