"""What a command reads, changed at random: text by its bytes, values and lines, and Office files inside."""

import io
import random
import re
import zipfile

HOSTILE = [
    "", " ", "''", '""', "null", "~", "true", "0", "-1", "1.5", "1e30", "9" * 40, "0.0000001", "2026-02-30",
    "0001-01-01",
    "9999-12-31", "9999", "2026", "autumn 2026", "Q1 2026", "2026-06", "[]", "{}", "[[]]", "[1, two]", "{a: b}",
    "٣", "½",
    '"\\e[31mred"', '"\\u202eback"', '"\\u0000"', '"\\u0085"', "'a\tb'", "é" * 70, "x" * 300, "😀", "'#'", "'{{ 7 }}'",
    "'<b>&amp;'",
    "'=1+1'", "'| a | b |'", "'[a](http://x)'", "'**a**'", "exempt", "internal", "confidential", "public", "complete",
    "red", "people", "la-2023-pilot", "inf", ".nan", "-0", "1_000", "0x10", "../..", "/", "..", "'%s %d {0}'",
    "plan", "id",
]  # fmt: skip
"""Values that may stand in any file of text."""
SNIPPETS = [
    b": ", b"- ", b"\n", b"\r", b"  ", b"\t", b'"', b"'", b"[", b"]", b"{", b"}", b"{{", b"}}", b"{%", b"%}",
    b"{#", b"#",
    b"&a ", b"*a", b"!x ", b"<<: ", b"---\n", b"|", b">-", b"? ", b"%", b"@", b"\\", b"\0", b"\x1b[31m", b"\xff",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", b",", b";", b"-", b"=", b"9" * 30, b"/", b"<", b">",
    b"# cqcplan: ignore[PLAN411] ", b"# cqcplan: ignore[PLAN411] because until 2026-13-01",
]  # fmt: skip
_VALUE = re.compile(rb"(?<=[:=,\[{] )[^\s,\[\]{}#][^\n,\[\]{}#]*|(?<=- )[\w-]+")
"""What stands as a value in YAML, TOML or JSON, near enough."""
_CELL = re.compile(rb"(?<=<v>)[^<]*(?=</v>)|(?<=<t>)[^<]*(?=</t>)")


def changed(raw: bytes, name: str, chance: random.Random) -> bytes:
    """Return a file with a few things done to it, by what its name says that it is."""
    if name.endswith((".xlsx", ".docx")) and chance.random() < 0.8:
        return _package(raw, chance)
    text = bytearray(raw)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        ways = (_value, _value, _value, _line, _bytes) if chance.random() < 0.8 else (_bytes,)
        text = bytearray(chance.choice(ways)(bytes(text), chance))
    return bytes(text)


def _value(raw: bytes, chance: random.Random) -> bytes:
    """Put another value of the same file, or a hostile one, in the place of a value."""
    found = list(_VALUE.finditer(raw))
    if not found:
        return _bytes(raw, chance)
    one = chance.choice(found)
    other = chance.choice(found)[0] if chance.random() < 0.5 else chance.choice(HOSTILE).encode("utf-8")
    return raw[: one.start()] + other + raw[one.end() :]


def _line(raw: bytes, chance: random.Random) -> bytes:
    """Leave a line out, double it, or move it."""
    lines = raw.splitlines(keepends=True)
    if not lines:
        return raw
    at = chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case _:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
    return b"".join(lines)


def _bytes(raw: bytes, chance: random.Random) -> bytes:
    """Cut out, put in or write over a run of bytes."""
    at, length = chance.randrange(len(raw) + 1), chance.choice([0, 1, 2, 5, 40])
    return raw[:at] + chance.choice([*SNIPPETS, b""]) + raw[at + length :]


def _package(raw: bytes, chance: random.Random) -> bytes:
    """Change a cell, or the XML of any part, of a workbook or a Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        infos = old.infolist()
        chosen = {chance.choice(infos).filename for _ in range(chance.choice([1, 1, 2]))}
        for info in infos:
            content = old.read(info)
            if info.filename.endswith(("sheet1.xml", "sharedStrings.xml")) and chance.random() < 0.7:
                content = _cells(content, chance)
            elif info.filename in chosen:
                if chance.random() < 0.1:
                    continue
                content = _bytes(content, chance)
            new.writestr(info.filename, content)
    return out.getvalue()


def _cells(content: bytes, chance: random.Random) -> bytes:
    """Put hostile values in some cells."""
    some = chance.choice([0.02, 0.2])

    def other(found: "re.Match[bytes]") -> bytes:
        said = chance.choice(HOSTILE).replace("&", "&amp;").replace("<", "&lt;").encode("utf-8")
        return said if chance.random() < some else found[0]

    return _CELL.sub(other, content)
