"""PyYAML's own parser, where libyaml is missing: much slower, and made to read the same texts.

Of itself it takes a question mark inside brackets for the end of a text, so that
``[why?]`` and the address of a web page would be refused on one machine and read on
another; and it reads ``{a:[b]}``, which libyaml refuses. And it takes a last line without
a line end for one that may go on, and so finds other fault with it.
"""

from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_BLANK = "\0 \t\r\n\x85\u2028\u2029"
_BRACKETS = ",[]{}"


class PureParser(yaml.SafeLoader):
    """PyYAML's parser, but for question marks and colons in brackets, and the end of the last line."""

    def fetch_stream_end(self) -> None:
        """End the last line before the text, as libyaml does: nothing on it can be a key any more."""
        if self.column:
            self.line += 1
            self.column = 0
            self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def scan_plain(self) -> Any:
        """Scan a text without quotation marks: PyYAML's own method, but for what may end it."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._plain_length()
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            if self.flow_level and self.peek() == ":" and self.peek(1) in _BRACKETS + "?":
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", end)
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        """Return how many characters from here belong to the text, up to the next blank."""
        ends = _BLANK + (_BRACKETS if self.flow_level else "")
        after_colon = ends + ("?" if self.flow_level else "")
        length = 0
        while True:
            character = self.peek(length)
            if character == ":" and self.peek(length + 1) in after_colon:
                return length
            if character in ends:
                return length
            length += 1
