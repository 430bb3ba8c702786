"""Read a settings file, and say all that is wrong with it and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cqcplan.config.config import Config
from cqcplan.config.find import OURS, PYPROJECT, SECTION, has_section, misnamed
from cqcplan.config.settings import Known, Papers, Rules, Settings, shown
from cqcplan.config.toml_places import place_of
from cqcplan.config.toml_text import NotTomlError, toml_of
from cqcplan.digest import digest
from cqcplan.problems.codes import coded
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Severity


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a settings file."""

    file: str
    line: int
    column: int
    message: str
    help: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def read_config(path: Path, rules: Mapping[str, Known] | None = None) -> tuple[Config, list[Mistake]]:
    """Read a settings file.

    Args:
        path: the file.
        rules: every rule by its code; without them nobody asks whether a rule is meant.

    Returns:
        What it says, nothing where anything is wrong with it; and all that is wrong.
    """
    name = path.as_posix()
    try:
        raw = path.read_bytes()
        data, text = toml_of(raw)
    except OSError as error:
        return Config(path), [Mistake(name, 1, 1, _not_opened(path, error))]
    except NotTomlError as error:
        return Config(path), [Mistake(name, error.line, error.column, error.message, error.help)]
    lines = text.split("\n")
    ours = path.name == PYPROJECT
    if ours and (wrong := _section_missing(data)):
        route, message = wrong
        return Config(path), [
            Mistake(name, *place_of(route, lines), message, f"settings for cqcplan stand under [{SECTION}]")
        ]
    prefix = OURS if ours else ()
    try:
        said = Settings.model_validate(data["tool"]["cqcplan"] if ours else data, context=rules and Rules(rules))
    except ValidationError as error:
        found = {_mistake(name, lines, prefix, dict(each)) for each in error.errors(include_url=False)}
        return Config(path), sorted(found, key=lambda mistake: (mistake.line, mistake.column, mistake.message))
    return _config(path, said)._replace(digest=digest(raw)), []


def _not_opened(path: Path, error: OSError) -> str:
    if path.is_symlink() and not path.exists():
        return "this is a link to nothing"
    return f"this cannot be opened: {error.strerror}"


def _section_missing(data: Mapping[str, Any]) -> tuple[tuple[str, ...], str] | None:
    """Say where a ``pyproject.toml`` that was named has no section of ours, or nothing would be in force."""
    wrong = misnamed(data)
    if wrong:
        return wrong, f'nothing reads "{".".join(wrong)}"'
    return None if has_section(data) else (("tool",), f"this has no table [{SECTION}]")


def _config(path: Path, said: Settings) -> Config:
    def from_here(named: str | None) -> Path | None:
        return path.parent / named if named else None

    return Config(
        path=path,
        select=tuple(said.select),
        ignore=tuple(said.ignore),
        fail_on=said.fail_on,
        severity={code: Severity(level) for code, level in said.severity.items()},
        per_path={pattern: tuple(codes) for pattern, codes in said.per_path.items()},
        options=said.rules,
        style=said.papers.style,
        templates=from_here(said.papers.templates),
        reference=from_here(said.papers.reference),
    )


def _mistake(name: str, lines: list[str], prefix: tuple[str, ...], error: Mapping[str, Any]) -> Mistake:
    """Return one of pydantic's errors in plain words, at the line that sets the key."""
    route = tuple(step for step in error["loc"] if isinstance(step, str) and step != "[key]")
    whole = (*prefix, *route)
    return Mistake(name, *place_of(whole, lines), *_said(route, ".".join(whole), error))


def _said(route: tuple[str, ...], whole: str, error: Mapping[str, Any]) -> tuple[str, str | None]:
    """Say what is wrong, and what to do."""
    key = route[-1] if route else whole
    for_papers = route[:1] == ("papers",)
    match error["type"]:
        case "settings":
            return error["ctx"]["said"], error["ctx"]["help"]
        case "extra_forbidden":
            fields = (Papers if for_papers else Settings).model_fields
            message = f'there is no setting "{key}"{" for papers" if for_papers else ""}'
            return message, did_you_mean(key, fields) or f"the settings are {', '.join(fields)}"
        case "dict_type" | "model_type":
            return f'"{key}" should be a table', f"start it with [{whole}]"
        case "literal_error":
            levels = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            return f'"{key}" cannot be {error["input"]!r}', f"write one of {levels}"
        case _ if for_papers:
            return f'"{key}" should be a text, not {shown(error["input"])}', f'write {key} = "…"'
        case _:
            return f'"{key}" should be a list of codes', f'write {key} = ["{coded("412")}", "{coded("8")}"]'
