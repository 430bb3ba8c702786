"""Find a settings file, read it, and say all that is wrong with it and where.

::

    select = ["CQC4"]            # only these rules; left out: all that are on by default
    ignore = ["CQC8"]
    fail_on = "warning"          # error (the default), warning or info

    [severity]
    CQC412 = "info"

    [per_path]
    "plans/archive/**" = ["CQC4", "CQC6"]   # rules left out for some files

    [rules.stale]                # or [rules.CQC417]: the options of one rule
    days = 60

    [papers]
    style = "leicestershire-scrutiny"   # where the body that takes a paper names no house style
    templates = "templates"             # the council's own templates and house styles, from here
    reference = "council.docx"          # the council's own Word document, for the styles of Word papers
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cqcplan.config.config import Config
from cqcplan.config.find import OURS, PYPROJECT, SECTION, has_section, misnamed
from cqcplan.config.option import Option, Value
from cqcplan.config.toml_text import NotTomlError, toml_of
from cqcplan.problems.nearest import did_you_mean
from cqcplan.problems.problem import Severity

SETTINGS = ("select", "ignore", "fail_on", "severity", "per_path", "rules", "papers")
PAPERS = ("style", "templates", "reference")
FAIL_ON = ("error", "warning", "info")


class Known(NamedTuple):
    """A rule, as far as settings are about it."""

    name: str
    options: tuple[Option[Any], ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a settings file."""

    file: str
    line: int
    column: int
    message: str
    help: str | None = None
    unread: bool = False
    """Whether nothing of the file could be read for it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


def read_config(path: Path, rules: Mapping[str, Known]) -> tuple[Config, list[Mistake]]:
    """Read a settings file.

    Args:
        path: the file.
        rules: every rule by its code.

    Returns:
        What it says, as far as it could be read, and all that is wrong with it.
    """
    name = path.as_posix()
    try:
        data, text = toml_of(path.read_bytes())
    except OSError as error:
        return Config(path), [Mistake(name, 1, 1, _not_opened(path, error), unread=True)]
    except NotTomlError as error:
        return Config(path), [Mistake(name, error.line, error.column, error.message, error.help, unread=True)]
    if path.name != PYPROJECT:
        return _Reader(path, name, text, (), rules).read(data)
    reader = _Reader(path, name, text, OURS, rules)
    return reader.read_section(data)


def _not_opened(path: Path, error: OSError) -> str:
    if path.is_symlink() and not path.exists():
        return "this is a link to nothing"
    return f"this cannot be opened: {error.strerror}"


class _Reader:
    """Turns the plain data of one file into a config, and keeps what is wrong."""

    def __init__(self, path: Path, name: str, text: str, prefix: tuple[str, ...], rules: Mapping[str, Known]) -> None:
        self.path, self.name, self.lines, self.prefix, self.rules = path, name, text.split("\n"), prefix, rules
        self.codes = {rule.name: code for code, rule in rules.items()}
        self.mistakes: list[Mistake] = []

    def read_section(self, data: Mapping[str, Any]) -> tuple[Config, list[Mistake]]:
        """Read our part of a ``pyproject.toml``; one that was named has it, or nothing would be in force."""
        wrong = misnamed(data)
        if wrong or not has_section(data):
            where = ".".join(wrong) if wrong else None
            message = f'nothing reads "{where}"' if where else f"this has no table [{SECTION}]"
            prefix, self.prefix = self.prefix, ()
            self._wrong(wrong or ("tool",), message, f"settings for cqcplan stand under [{SECTION}]")
            self.prefix = prefix
        section = data["tool"]["cqcplan"] if has_section(data) else {}
        return self.read(self._table((), section))

    def read(self, data: Mapping[str, Any]) -> tuple[Config, list[Mistake]]:
        for key in data:
            if key not in SETTINGS:
                help_ = did_you_mean(key, SETTINGS) or f"the settings are {', '.join(SETTINGS)}"
                self._wrong((key,), f'there is no setting "{key}"', help_)
        papers = self._papers(data.get("papers", {}))
        config = Config(
            path=self.path,
            select=self._codes(("select",), data.get("select", [])),
            ignore=self._codes(("ignore",), data.get("ignore", [])),
            fail_on=self._word(("fail_on",), data["fail_on"]) if "fail_on" in data else None,
            severity=self._severities(data.get("severity", {})),
            per_path=self._per_path(data.get("per_path", {})),
            options=self._options(data.get("rules", {})),
            style=papers.get("style"),
            templates=self._from_here(papers.get("templates")),
            reference=self._from_here(papers.get("reference")),
        )
        self.mistakes.sort(key=lambda mistake: (mistake.line, mistake.column, mistake.message))
        return config, self.mistakes

    def _wrong(self, route: tuple[str, ...], message: str, help_: str | None) -> None:
        line, column = self._place(route)
        self.mistakes.append(Mistake(self.name, line, column, message, help_))

    def _place(self, route: tuple[str, ...]) -> tuple[int, int]:
        """Find the line that sets a key, as TOML is commonly written: under its table's heading."""
        whole = (*self.prefix, *route)
        table, name = ".".join(whole[:-1]), ".".join(whole)
        here = ""
        key = re.compile(rf"""\s*["']?{re.escape(whole[-1])}["']?\s*=""")
        heading_place = (1, 1)
        for number, line in enumerate(self.lines, 1):
            heading = re.match(r"\s*\[([^\[\]]+)\]", line)
            if heading:
                here = re.sub(r"\s|[\"']", "", heading[1])
                if here in (table, name):
                    heading_place = (number, line.index("[") + 1)
            elif here == table and key.match(line):
                return number, len(line) - len(line.lstrip()) + 1
        return heading_place

    def _codes(self, route: tuple[str, ...], value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(route, f'"{route[-1]}" should be a list of codes', f'write {route[-1]} = ["CQC412", "CQC8"]')
            return ()
        for item in value:
            if not self._known(item):
                self._wrong(route, f'no rule is meant by "{item}"', did_you_mean(item, [*self.rules, *self.codes]))
        return tuple(value)

    def _known(self, word: str) -> bool:
        return word in self.codes or (bool(word) and any(code.startswith(word.upper()) for code in self.rules))

    def _word(self, route: tuple[str, ...], value: Any) -> str | None:
        if value in FAIL_ON:
            return str(value)
        self._wrong(route, f'"{route[-1]}" cannot be {value!r}', f"write one of {', '.join(FAIL_ON)}")
        return None

    def _table(self, route: tuple[str, ...], value: Any) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        name = ".".join((*self.prefix, *route)) if not route else route[-1]
        self._wrong(route, f'"{name}" should be a table', f"start it with [{'.'.join((*self.prefix, *route))}]")
        return {}

    def _severities(self, value: Any) -> dict[str, Severity]:
        found = {}
        for word, level in self._table(("severity",), value).items():
            code = self._code(("severity", word))
            if code and (said := self._word(("severity", word), level)) is not None:
                found[code] = Severity(said)
        return found

    def _code(self, route: tuple[str, ...]) -> str | None:
        """Return the code of the rule that a key names, by code or name."""
        word = route[-1]
        code = self.codes.get(word, word.upper())
        if code in self.rules:
            return code
        self._wrong(route, f'there is no rule "{word}"', did_you_mean(word, [*self.rules, *self.codes]))
        return None

    def _options(self, value: Any) -> dict[str, dict[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for word, table in self._table(("rules",), value).items():
            code = self._code(("rules", word))
            if code is None:
                continue
            options = {option.name: option for option in self.rules[code].options}
            for name, written in self._table(("rules", word), table).items():
                route = ("rules", word, name)
                if name not in options:
                    listed = f"its options are {', '.join(options)}" if options else "it has none"
                    self._wrong(route, f'{word} has no option "{name}"', did_you_mean(name, options) or listed)
                elif (meant := options[name].value_of(written)) is None:
                    wanted = options[name].wanted
                    help_ = f"{options[name].meaning} Where nothing is set, it is {name} = {options[name].example}"
                    self._wrong(route, f'"{name}" should be {wanted}, not {_shown(written)}', help_)
                elif name in found.setdefault(code, {}):
                    self._wrong(route, f'"{name}" of {code} is set twice: by code and by name', "keep one of the two")
                else:
                    found[code][name] = meant
        return found

    def _papers(self, value: Any) -> dict[str, str]:
        found = {}
        for name, written in self._table(("papers",), value).items():
            if name not in PAPERS:
                help_ = did_you_mean(name, PAPERS) or f"they are {', '.join(PAPERS)}"
                self._wrong(("papers", name), f'there is no setting "{name}" for papers', help_)
            elif not isinstance(written, str) or not written:
                wrong = f'"{name}" should be a text, not {_shown(written)}'
                self._wrong(("papers", name), wrong, f'write {name} = "…"')
            else:
                found[name] = written
        return found

    def _from_here(self, named: str | None) -> Path | None:
        """Return a path that is written as from the folder of the settings file."""
        return self.path.parent / named if named else None

    def _per_path(self, value: Any) -> dict[str, tuple[str, ...]]:
        return {
            pattern: self._codes(("per_path", pattern), codes)
            for pattern, codes in self._table(("per_path",), value).items()
        }


def _shown(written: Any) -> str:
    """Return a value of the settings file in few words."""
    kinds = {
        bool: "true or false",
        str: f'the text "{written}"',
        list: "a list with other things in it",
        dict: "a table",
    }
    return kinds.get(type(written), str(written))
