"""What may stand in a settings file.

::

    select = ["PLAN4"]           # only these rules; left out: all that are on by default
    ignore = ["PLAN8"]
    fail_on = "warning"          # error (the default), warning or info

    [severity]
    PLAN412 = "info"

    [per_path]
    "plans/archive/**" = ["PLAN4", "PLAN6"]   # rules left out for some files

    [rules.stale]                # or [rules.PLAN417]: the options of one rule
    days = 60

    [papers]
    style = "leicestershire-scrutiny"   # where the body that takes a paper names no house style
    templates = "templates"             # the council's own templates and house styles, from here
    reference = "council.docx"          # the council's own Word document, for the styles of Word papers
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from cqcplan.config.option import Option, Value
from cqcplan.problems.codes import as_now
from cqcplan.problems.nearest import did_you_mean


class Known(NamedTuple):
    """A rule, as far as settings are about it."""

    name: str
    options: tuple[Option[Any], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule by its code; none where nobody asks whether a rule is meant."""

    by_code: Mapping[str, Known]

    @property
    def by_name(self) -> dict[str, str]:
        """The codes by the names of their rules."""
        return {rule.name: code for code, rule in self.by_code.items()}

    def one(self, word: str) -> str | None:
        """Return the code of the rule that a word names, by code or name."""
        code = self.by_name.get(word, as_now(word))
        return code if code in self.by_code else None

    def means_some(self, word: str) -> bool:
        """Whether a word names a rule, or begins the codes of some."""
        return word in self.by_name or any(code.startswith(as_now(word)) for code in self.by_code if word)

    def near(self, word: str) -> str | None:
        """Offer what may be meant by a word that names no rule."""
        return did_you_mean(word, [*self.by_code, *self.by_name])


def _wrong(message: str, help_: str | None) -> PydanticCustomError:
    return PydanticCustomError("settings", "{said}", {"said": message, "help": help_})


def _some(word: str, info: ValidationInfo) -> str:
    rules: Rules | None = info.context
    if rules and not rules.means_some(word):
        raise _wrong(f'no rule is meant by "{word}"', rules.near(word))
    return word


def _one(word: str, info: ValidationInfo) -> str:
    rules: Rules | None = info.context
    code = rules.one(word) if rules else word
    if rules and code is None:
        raise _wrong(f'there is no rule "{word}"', rules.near(word))
    return code or word


Codes = Annotated[list[Annotated[StrictStr, AfterValidator(_some)]], Field(strict=True)]
OneCode = Annotated[StrictStr, AfterValidator(_one)]
Level = Literal["error", "warning", "info"]
Words = Annotated[StrictStr, Field(min_length=1)]


class Papers(BaseModel):
    """What is set for papers."""

    model_config = ConfigDict(extra="forbid")

    style: Words | None = None
    templates: Words | None = None
    reference: Words | None = None


class Settings(BaseModel):
    """A settings file, or our section of a ``pyproject.toml``."""

    model_config = ConfigDict(extra="forbid")

    select: Codes = []
    ignore: Codes = []
    fail_on: Level | None = None
    severity: dict[OneCode, Level] = {}
    per_path: dict[str, Codes] = {}
    rules: dict[str, dict[str, Any]] = {}
    """The options of rules by code, then by name."""
    papers: Papers = Papers()

    @field_validator("rules")
    @classmethod
    def _options(cls, tables: dict[str, dict[str, Any]], info: ValidationInfo) -> dict[str, dict[str, Value]]:
        """Read what is set of each rule, as the rule says what its options hold."""
        rules: Rules = info.context or Rules({})
        found: dict[str, dict[str, Value]] = {}
        mistakes: list[InitErrorDetails] = []

        def wrong(at: tuple[str, ...], message: str, help_: str | None) -> None:
            mistakes.append({"type": _wrong(message, help_), "loc": at, "input": tables})

        for word, table in tables.items():
            code = rules.one(word)
            if code is None:
                wrong((word,), f'there is no rule "{word}"', rules.near(word))
                continue
            options = {option.name: option for option in rules.by_code[code].options}
            for name, written in table.items():
                option = options.get(name)
                if option is None:
                    listed = f"its options are {', '.join(options)}" if options else "it has none"
                    wrong((word, name), f'{word} has no option "{name}"', did_you_mean(name, options) or listed)
                elif (meant := option.value_of(written)) is None:
                    message = f'"{name}" should be {option.wanted}, not {shown(written)}'
                    usual = f"{option.meaning} Where nothing is set, it is {name} = {option.example}"
                    wrong((word, name), message, usual)
                elif name in found.setdefault(code, {}):
                    twice = f'"{name}" of {code} is set twice: by code and by name'
                    wrong((word, name), twice, "keep one of the two")
                else:
                    found[code][name] = meant
        if mistakes:
            raise ValidationError.from_exception_data("rules", mistakes)
        return found


def shown(written: Any) -> str:
    """Return a value of the settings file in few words."""
    kinds = {
        bool: "true or false",
        str: f'the text "{written}"',
        list: "a list with other things in it",
        dict: "a table",
    }
    return kinds.get(type(written), str(written))
