"""Show what ``validate`` found: a document on stdout, counts on stderr, and a summary where one is asked for."""

import os
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from cqcplan.cli.talk import say, write

if TYPE_CHECKING:
    from cqcplan.problems.outcome import Outcome

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""Names the file that GitHub shows on the page of a job. Each command adds to it."""


class OutputFormat(StrEnum):
    """How problems are shown."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


def show(outcome: "Outcome", output_format: OutputFormat, *, colour: bool, summary: Path | None = None) -> None:
    """Show what was found.

    Args:
        outcome: what was found.
        output_format: how to show it.
        colour: whether text for people is coloured.
        summary: the file for the Markdown summary; left out, the one that GitHub names, for its own format.
    """
    bounded = outcome.in_bounds
    document = _document(outcome if output_format is OutputFormat.TEXT else bounded, output_format, colour=colour)
    if document:
        write(document)
    if output_format is OutputFormat.GITHUB:
        from cqcplan.problems.github import safe_in_log
        from cqcplan.problems.text import concise

        # GitHub shows ten annotations of a kind and drops the rest: the log has more
        if outcome.problems:
            say(safe_in_log(concise(bounded.problems)).rstrip("\n"))
    if outcome.plans:
        say(outcome.in_words)
    step = os.environ.get(STEP_SUMMARY)
    if summary is None and step and output_format is OutputFormat.GITHUB:
        summary = Path(step)
    if summary:
        _summarise(bounded, summary, add=bool(step) and summary == Path(step or ""))


def _document(outcome: "Outcome", output_format: OutputFormat, *, colour: bool) -> str:
    """Render what was found; only the chosen format is imported."""
    document = ""
    match output_format:
        case OutputFormat.TEXT | OutputFormat.CONCISE:
            if outcome.problems:
                from cqcplan.problems import text

                is_full = output_format is OutputFormat.TEXT
                document = text.full(outcome.problems, colour=colour) if is_full else text.concise(outcome.problems)
        case OutputFormat.JSON:
            from cqcplan.problems import as_json

            document = as_json.document(outcome)
        case OutputFormat.GITHUB:
            from cqcplan.problems import github

            document = github.document(outcome.with_paths(_from_the_top()))
        case OutputFormat.GITLAB:
            from cqcplan.problems import gitlab

            document = gitlab.document(outcome.with_paths(_from_the_top()))
        case OutputFormat.SARIF:
            from cqcplan.checks.catalogue import rules
            from cqcplan.problems import sarif

            document = sarif.document(outcome.with_paths(_from_the_top()), rules())
        case OutputFormat.JUNIT:
            from cqcplan.problems import junit

            document = junit.document(outcome.with_paths(_from_the_top()))
        case _:
            assert_never(output_format)
    return document


def _from_the_top() -> Callable[[str], str]:
    """Return what names a file from the top of the repository: services know files by that."""
    here = Path.cwd()
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)

    @cache
    def name(file: str) -> str:
        whole = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links inside the repository
        if not whole.is_relative_to(top):
            whole = whole.resolve()
        # what lies outside has no such name, and keeps its own
        return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else file

    return name


def _summarise(outcome: "Outcome", path: Path, *, add: bool) -> None:
    from cqcplan.cli.save import add as add_to
    from cqcplan.cli.save import save
    from cqcplan.problems import summary

    if not add:
        save(path, summary.document(outcome, summary.LARGEST).encode(), None)
        return
    before = path.stat().st_size if path.exists() else 0
    add_to(path, summary.document(outcome, summary.LARGEST - before).encode())
