"""Whatever version of the YAML parser is there, and whatever it comes to say: the words are ours."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from cqcplan.problems.problem import Place
from cqcplan.yamltext import reader
from cqcplan.yamltext.event_parser import event_parser
from cqcplan.yamltext.limits import MAX_DEPTH
from cqcplan.yamltext.pure import PureParser
from cqcplan.yamltext.reader import read


class LimitedParser(PureParser):
    """A parser that gives up, on reading ahead, at a depth of its own: as some versions of libyaml do."""

    LIMIT = 100

    def fetch_flow_collection_start(self, token: Any) -> None:
        """Open a bracket, unless there are too many."""
        if self.flow_level >= self.LIMIT:
            problem = "exceeded maximum nesting depth"
            raise yaml.parser.ParserError("while increasing flow level", self.get_mark(), problem, self.get_mark())
        super().fetch_flow_collection_start(token)


class EagerParser(LimitedParser):
    """The same, giving up before it has told of anything that it read."""

    def get_event(self) -> Any:
        """Read to the end before the first event is given out."""
        while not self.done:
            self.fetch_more_tokens()
        return super().get_event()  # type: ignore[no-untyped-call]


PARSERS: dict[str, Callable[[str], Any]] = {
    "as installed": event_parser,
    "PyYAML's own": PureParser,
    "with a limit": LimitedParser,
    "with a limit, reading far ahead": EagerParser,
}
TEXTS = {
    "brackets": ("a: 1\nb: {c: " + "[" * 10_000, Place(2, 8 + MAX_DEPTH - 2)),
    "brackets that are closed": ("a: " + "[" * 500 + "]" * 500, Place(1, 4 + MAX_DEPTH - 1)),
    "braces": ("a: " + "{b: " * 500 + "1" + "}" * 500, Place(1, 4 + 4 * (MAX_DEPTH - 1))),
    "brackets after lines": ("a:\n  - {b: c,\n     d: " + "[" * 500 + "]" * 500 + "}", Place(3, 9 + MAX_DEPTH - 3)),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("name", TEXTS)
def test_deep_nesting_is_told_alike_by_every_parser(name: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, place = TEXTS[name]
    monkeypatch.setattr(reader, "event_parser", PARSERS[parser])
    (fault,) = read(text).faults
    assert (fault.number, fault.message) == ("001", f"lists and mappings are nested more than {MAX_DEPTH} deep here")
    assert fault.place == place


def test_brackets_in_a_text_are_no_nesting() -> None:
    (fault,) = read("a: '" + "[" * 500 + "' b: [").faults
    assert fault.number == "004"


def test_words_of_a_parser_that_nobody_knows_stand_behind_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unheard(PureParser):
        def fetch_more_tokens(self) -> Any:
            """Say what no version has said yet."""
            mark = self.get_mark()
            raise yaml.scanner.ScannerError("while frobnicating", mark, "found a zork", mark)

    monkeypatch.setattr(reader, "event_parser", Unheard)
    (fault,) = read("a: 1\n").faults
    assert fault.number == "004"
    assert fault.message.startswith("this cannot be read as YAML; the parser says ")
    assert "while frobnicating, found a zork" in fault.message
    assert fault.help
