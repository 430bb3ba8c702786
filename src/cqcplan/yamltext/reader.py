"""The one YAML reader: bytes in, plain data and the position of every node out.

libyaml's event stream is turned straight into dicts and lists; the same loop notes
where every key, value and container starts. One code path serves valid and invalid
files alike. Why it is made so, with the figures, is in ``docs/design.md``.
"""

import re
from array import array
from contextlib import suppress
from sys import intern
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cqcplan.problems.problem import Place
from cqcplan.yamltext.characters import LINE_ENDS_OF_OLD, REFUSED, named
from cqcplan.yamltext.event_parser import event_parser
from cqcplan.yamltext.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR
from cqcplan.yamltext.positions import DUPLICATE, Positions
from cqcplan.yamltext.scalars import FIRST, resolve

Data = dict[str, Any] | list[Any] | str | int | float | bool | None

MERGE = "<<"
"""The merge key of YAML 1.1: not a key to this reader, but councils find it in examples."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte-order marks that start a file saved as UTF-16; no UTF-8 file can start so."""
_SHARED = 32
"""Characters of a text so short that it may well stand in the file again (an id, a colour): it is kept once."""
_LINE_END = re.compile("\r\n|[\n\r]")


class Fault(NamedTuple):
    """Why a text could not be read, or what in it was refused, and where."""

    number: str
    """Of the rule it is told under."""
    message: str
    place: Place
    help: str | None = None
    related: tuple[tuple[Place, str], ...] = ()


class Document(NamedTuple):
    """One YAML document as plain data, with the place of every node."""

    data: Data
    positions: Positions
    faults: tuple[Fault, ...]
    """What was refused. Where reading could go on, the data holds the rest."""
    complete: bool
    """False where reading had to stop, so that the data is not all there."""


class _StopReadingError(Exception):
    """Reading cannot go on; the fault is already noted."""


def decode(raw: bytes) -> str | Fault:
    """Return the text of a file, or the one fault that makes it no text.

    A byte-order mark is taken off. UTF-8 is asked for strictly, so that the place of
    the first wrong byte is known.
    """
    if len(raw) > MAX_BYTES:
        return Fault(
            "001",
            f"the file is larger than {MAX_BYTES // 1_048_576} MB, which is the limit",
            Place(1, 1),
            "split the plan into several files: every *.yaml file in the folder counts",
        )
    if raw[:2] in _UTF_16:
        return _utf_16()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the decoder's offsets leave a byte-order mark out
        body = raw.removeprefix(b"\xef\xbb\xbf")
        return Fault(
            "002",
            f"the byte 0x{body[error.start]:02x} here is not UTF-8 text",
            _place_after(body[: error.start].decode("utf-8")),
            "save the file again as UTF-8",
        )
    found = REFUSED.search(text)
    if found:
        if found[0] == "\0" and raw[:4].count(0) >= 2:
            return _utf_16()
        return Fault(
            "003",
            f"{named(found[0])} here is not allowed in a plan",
            _place_after(text[: found.start()]),
            "put a space or an ordinary line end in its place: it comes with text pasted from slides and web pages"
            if found[0] in LINE_ENDS_OF_OLD
            else "delete it: it does not show on screen, and often comes with text pasted from elsewhere",
        )
    return text


def _utf_16() -> Fault:
    return Fault("002", "the file is saved as UTF-16, not UTF-8", Place(1, 1), "save the file again as UTF-8")


def _place_after(text: str) -> Place:
    """Return the place just after a text that starts a file."""
    lines = _LINE_END.split(text)
    return Place(len(lines), len(lines[-1]) + 1)


def read(text: str) -> Document:
    """Read one YAML document.

    A fault that leaves the structure clear (a duplicate key, a tag) is noted and
    reading goes on; one that does not (a syntax error) ends it.
    """
    builder = _Builder()
    complete = False
    try:
        builder.run(event_parser(text))
        complete = True
    except yaml.YAMLError as error:
        builder.faults.append(_too_deep(error, text, builder) or _syntax_fault(error, text, builder))
    except _StopReadingError:
        pass
    positions = Positions(builder.root, builder.starts)
    firsts = positions.of_keys([(container, key) for container, key, _ in builder.duplicates])
    for (_, key, place), first in zip(builder.duplicates, firsts, strict=True):
        builder.faults.append(
            Fault(
                "005",
                f'the key "{key}" stands twice in this mapping',
                place,
                "keep one of the two",
                ((first, "first here"),),
            )
        )
    return Document(builder.root, positions, tuple(builder.faults), complete)


def _syntax_fault(error: yaml.YAMLError, text: str, builder: "_Builder") -> Fault:
    from cqcplan.yamltext.syntax import in_plain_words  # noqa: PLC0415 - seldom needed

    reading = in_plain_words(error, text, _unpacked(builder.starts[-1]) if builder.starts else None)
    return Fault("004", reading.message, reading.place, reading.help)


def _too_deep(error: yaml.YAMLError, text: str, builder: "_Builder") -> Fault | None:
    """Return the fault of a nesting that is too deep, where the parser gave up before it told of that many levels.

    libyaml reads brackets ahead, and some versions have a limit of their own. What it says
    then is its own affair: what it was reading is read again, by a parser without one.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None or text.count("[", 0, mark.index) + text.count("{", 0, mark.index) <= MAX_DEPTH:
        return None
    from cqcplan.yamltext.pure import PureParser  # noqa: PLC0415 - seldom needed

    last = _unpacked(builder.starts[-1]) if builder.starts else Place(1, 1)
    ahead = text[_offset(text, last) : mark.index]
    again = _Builder(levels_above=max(len(builder.stack) - 1, 0))
    with suppress(yaml.YAMLError, _StopReadingError):
        again.run(PureParser(ahead))
    fault = next((fault for fault in again.faults if fault.number == "001"), None)
    if fault is None:
        return None
    line, column = fault.place.line, fault.place.column
    return fault._replace(place=Place(last.line + line - 1, column + last.column - 1 if line == 1 else column))


def _offset(text: str, place: Place) -> int:
    """Return how many characters stand before a place."""
    start = 0
    for _ in range(place.line - 1):
        found = _LINE_END.search(text, start)
        start = found.end() if found else len(text)
    return start + place.column - 1


def _unpacked(start: int) -> Place:
    return Place((start >> 32) + 1, (start & 0xFFFFFFFF) + 1)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Builder:
    """Turns events into data, and keeps what was refused on the way."""

    def __init__(self, levels_above: int = 0) -> None:
        self.deepest = MAX_DEPTH - levels_above
        self.stack: list[Any] = []
        """What is open, the outermost first."""
        self.root: Data = None
        self.starts = array("Q")
        self.faults: list[Fault] = []
        self.duplicates: list[tuple[dict[str, Any], str, Place]] = []

    # one loop, no calls on the fast path: see docs/design.md
    def run(self, parser: Any) -> None:  # noqa: C901, PLR0912, PLR0915
        next_event = parser.get_event
        starts = self.starts
        note_start = starts.append
        resolved: dict[str, Any] = {}
        shared: dict[str, str] = {}
        stack, deepest = self.stack, self.deepest
        container: Any = None
        in_list = False
        key: str | None = None
        documents = 0
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                mark = event.start_mark
                note_start(mark.line << 32 | mark.column)
                value: Any = event.value
                if event.tag is not None or event.anchor is not None:
                    self._refuse_decoration(event)
                if len(value) > MAX_SCALAR:
                    self._stop_too_long(value, mark)
                if event.style == '"':
                    value = self._without_control(value, mark)
                if len(starts) > MAX_NODES:
                    self._stop_too_many(mark)
                if container is not None and not in_list and key is None:
                    # a key is its own text, so that `on` and 2026 need no quotes; each is kept once
                    key = intern(value) if value not in container else self._duplicate(container, value, mark)
                    if value == MERGE:
                        self._refuse_merge(mark)
                    continue
                if event.implicit[0] and (not value or value[0] in FIRST):
                    value = resolved[value] if value in resolved else self._resolve(value, mark, resolved)
                elif len(value) <= _SHARED:
                    value = shared.setdefault(value, value)
                if in_list:
                    container.append(value)
                elif container is None:
                    self.root = value
                else:
                    container[key] = value
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                note_start(mark.line << 32 | mark.column)
                if event.tag is not None or event.anchor is not None:
                    self._refuse_decoration(event)
                if container is not None and not in_list and key is None:
                    self._stop_complex_key(mark)
                if len(stack) >= deepest:
                    self._stop_too_deep(mark)
                if len(starts) > MAX_NODES:
                    self._stop_too_many(mark)
                new: Any = {} if kind is MappingStartEvent else []
                if in_list:
                    container.append(new)
                elif container is None:
                    self.root = new
                else:
                    container[key] = new
                stack.append((container, in_list))
                container, in_list, key = new, kind is SequenceStartEvent, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, in_list = stack.pop()
                key = None
            elif kind is AliasEvent:
                self._stop_alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop_second_document(event.start_mark)
            elif kind is StreamEndEvent:
                return

    def _fault(self, number: str, message: str, mark: Any, help_: str) -> None:
        self.faults.append(Fault(number, message, _place(mark), help_))

    def _resolve(self, text: str, mark: Any, resolved: dict[str, Any]) -> Any:
        try:
            value = resolve(text)
        except ValueError as error:
            self._fault("001", str(error), mark, "put it in quotes if it is not a number")
            return text
        resolved[text] = value
        return value

    def _without_control(self, value: str, mark: Any) -> str:
        """Refuse in double quotes, where a backslash can spell them, the characters that ``decode`` refuses."""
        found = REFUSED.search(value)
        if found:
            self._fault(
                "003",
                f"this text has {named(found[0])} in it, which is not allowed in a plan",
                mark,
                "write \\n for a line end"
                if found[0] in LINE_ENDS_OF_OLD
                else "write \\\\ for a backslash, or write the text in single quotes",
            )
            value = REFUSED.sub("\ufffd", value)
        return value

    def _duplicate(self, container: dict[str, Any], key: str, mark: Any) -> str:
        """Note a duplicate; return a key no file can hold, so that positions still count right."""
        self.duplicates.append((container, key, _place(mark)))
        return f"{key}{DUPLICATE}{len(self.duplicates)}"

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(
                "006",
                f"an anchor (&{event.anchor}) is not allowed in a plan",
                event.start_mark,
                "delete it, and write the value out wherever it is meant",
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._fault(
                "010",
                f"a tag ({tag}) is not allowed in a plan",
                event.start_mark,
                "delete the tag; put text that starts with ! in quotes",
            )

    def _refuse_merge(self, mark: Any) -> None:
        self._fault(
            "007", "a merge key (<<) is not allowed in a plan", mark, "write the fields out where they are used"
        )

    def _stop_alias(self, event: Any) -> None:
        self._fault(
            "006",
            f"an alias (*{event.anchor}) is not allowed in a plan",
            event.start_mark,
            "write the value out, or point at the other entry by its id; put text that starts with * in quotes",
        )
        raise _StopReadingError

    def _stop_complex_key(self, mark: Any) -> None:
        self._fault("009", "a list or mapping cannot be a key", mark, "write a plain word before the colon")
        raise _StopReadingError

    def _stop_too_deep(self, mark: Any) -> None:
        self._fault(
            "001",
            f"lists and mappings are nested more than {MAX_DEPTH} deep here",
            mark,
            "a plan needs about eight levels: look for a bracket that was never closed",
        )
        raise _StopReadingError

    def _stop_too_many(self, mark: Any) -> None:
        self._fault(
            "001",
            f"the file holds more than {MAX_NODES:,} names and values; this one is too many",
            mark,
            "split the plan into several files: every *.yaml file in the folder counts",
        )
        raise _StopReadingError

    def _stop_too_long(self, value: str, mark: Any) -> None:
        self._fault(
            "001",
            f"this text is {len(value):,} characters long; the limit is {MAX_SCALAR:,}",
            mark,
            "keep it in a document of its own and point at that",
        )
        raise _StopReadingError

    def _stop_second_document(self, mark: Any) -> None:
        self._fault(
            "008",
            "a second YAML document starts here; a plan file holds one",
            mark,
            "delete the --- line, or move what follows into a file of its own",
        )
        raise _StopReadingError
