"""What every entry of a plan has in common, and the small types its fields are made of."""

import re
from typing import Annotated, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    Tag,
    WithJsonSchema,
)
from pydantic_core import core_schema
from pydantic_core.core_schema import CoreSchema

from cqcplan.model.dates import EXPECTED, When, parse_when
from cqcplan.model.vocabulary import Visibility


class Ref(NamedTuple):
    """Marks a field as pointing at another entry of the plan.

    ``target`` is the kind of entry (the singular used in messages: ``body``,
    ``meeting``, ``quality statement``), or ``any``.
    """

    target: str


class Ready:
    """Gives pydantic the schema of a small type ready made.

    Some five hundred fields are of these few types, and pydantic would work each out
    anew: a third of the time that building the models takes.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a copy each time: pydantic writes into what it is given."""
        return dict(self._schema)


_WRITTEN: dict[frozenset[str], set[str]] = {}


class Record(BaseModel):
    """A frozen piece of a plan. Fields it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _context: object) -> None:
        """Share what says which fields were written with every record that has the same.

        pydantic makes a set for each record: in a plan of 30 MB, more than its texts. A record is frozen, and a copy
        of it copies the set.
        """
        written = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _WRITTEN.setdefault(frozenset(written), written))


def _when(value: object) -> When:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"expected {EXPECTED}")  # noqa: TRY004 - pydantic reports ValueError only
    return parse_when(value)


Date = Annotated[
    When,
    Ready(core_schema.no_info_plain_validator_function(_when)),
    WithJsonSchema({"type": ["string", "integer"], "description": EXPECTED}),
]
"""A date, exact or vague: see :mod:`cqcplan.model.dates`."""


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("expected a number such as 551 or 9.27")  # noqa: TRY004 - pydantic reports ValueError only
    return value


Number = Annotated[
    int | float,
    Ready(core_schema.no_info_plain_validator_function(_number)),
    WithJsonSchema({"type": "number"}),
]
"""A whole or decimal number, kept as typed: 551 prints 551, not 551.0."""

Flag = Annotated[bool, Ready(core_schema.bool_schema(strict=True))]
Count = Annotated[int, Ready(core_schema.int_schema(strict=True, ge=0))]
"""A whole number, nought or more."""

ID_PATTERN = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$"
Id = Annotated[str, Ready(core_schema.str_schema(strict=True, pattern=ID_PATTERN, max_length=80))]
"""A short name for an entry: lower-case words and figures joined by hyphens. Unique in the plan."""


Text = Annotated[
    str,
    Ready(
        core_schema.chain_schema(
            [
                core_schema.str_schema(strict=True),
                # unlike pydantic's own way, this copies no text that has nothing to take off
                core_schema.no_info_plain_validator_function(str.strip),
                core_schema.str_schema(min_length=1),
            ]
        )
    ),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
"""Plain words. Blank lines part paragraphs. Never empty; white space around it is dropped."""


def _address(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s<>\"]+", value.strip()):
        raise ValueError("expected an address such as https://www.example.gov.uk/paper.pdf")
    return value.strip()


Url = Annotated[
    str,
    Ready(core_schema.no_info_plain_validator_function(_address)),
    WithJsonSchema({"type": "string", "format": "uri"}),
]
"""An address on the web: http or https, nothing that runs."""


def as_list(value: object) -> object:
    """Let one id stand for a list of one."""
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[
    Annotated[tuple[Annotated[Id, Ref("any")], ...], Field(min_length=1)],
    BeforeValidator(as_list, json_schema_input_type=str | list[str]),
]
"""One id, or a list of them."""


SourceRef = Annotated[Text, Ref("source")]
"""Where a fact comes from: the id of an entry of ``sources``, then the place in it (``paper-2026-06 para 30a``)."""


class Exemption(Record):
    """Why an entry is exempt (Local Government Act 1972, Schedule 12A, Part 1)."""

    paragraphs: tuple[Annotated[int, Field(strict=True, ge=1, le=7)], ...] = Field(min_length=1)
    """The paragraph numbers relied on, 1 to 7."""
    reason: Text
    """Why those paragraphs apply, in words that are themselves public."""
    public_interest: Text
    """Why keeping it exempt outweighs the public interest in disclosing it."""


class Entry(Record):
    """One dated or named thing in a plan."""

    visibility: Visibility | None = None
    """Who may read this. Left out: the same as what it stands in, and public at the top."""
    exempt: Exemption | None = None
    """The grounds, where ``visibility`` is exempt."""
    source: SourceRef | None = None
    """Which document says so, and where in it."""
    example: Flag | None = None
    """True where it is made up, to show how: papers with it are marked DRAFT."""
    note: Text | None = None
    """A remark for those who keep the plan. Never printed in a paper."""


class Named(Entry):
    """An entry that others can point at."""

    id: Id
    """Unique within the plan, whatever it names."""


class Span(Record):
    """From one date to another, both included."""

    from_: Date = Field(alias="from")
    to: Date


def _shape(value: object) -> str:
    return "map" if isinstance(value, dict) else "plain"


by_shape = Discriminator(_shape)
"""Tells a mapping from a plain value, so that a mistake in one is not reported against the other."""

DateOrSpan = Annotated[Annotated[Date, Tag("plain")] | Annotated[Span, Tag("map")], by_shape]
"""A date, or ``{from: …, to: …}``."""
