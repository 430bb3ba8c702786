"""What the YAML parser says of a mistake, in words for people who do not write YAML every day."""

import re

import yaml

from cqcplan.problems.problem import Place


def in_plain_words(error: yaml.YAMLError, text: str) -> tuple[str, str | None, Place]:
    """Return the message, the help and the place for a syntax error."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    opened = getattr(error, "context_mark", None)
    from_line = f" that starts on line {opened.line + 1}" if opened and opened.line + 1 != place.line else ""

    if "\t" in line[: max(place.column, len(line) - len(line.lstrip()))] and (
        "token" in problem or "tab" in problem or "indentation" in problem
    ):
        return (
            "a tab stands here; YAML is laid out with spaces only",
            "replace the tab with spaces",
            Place(place.line, line.index("\t") + 1),
        )
    if "mapping values are not allowed" in problem:
        above = _line_above(lines, place.line)
        if above and not re.search(r":(\s|$)", lines[above - 1]) and re.fullmatch(r"[\s-]*[\w.-]+", line[: place.column - 1]):
            return (
                "a colon is missing on this line: the field on the next line was read as part of it",
                "write the field as name: value",
                Place(above, len(lines[above - 1]) - len(lines[above - 1].lstrip(" -")) + 1),
            )
        return (
            "a colon followed by a space is not allowed inside this value",
            "put the whole value in quotes; or, if this is meant to be a field of its own, line it up with its neighbours",
            place,
        )
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        where = Place(opened.line + 1, opened.column + 1) if opened else place
        return ("this quotation mark is never closed", "close it where the text ends", where)
    if "unknown escape character" in problem:
        return (
            "this backslash sequence means nothing in double quotes",
            "write the text in single quotes, or write \\\\ for a backslash",
            place,
        )
    if "cannot start any token" in problem:
        character = line[place.column - 1 : place.column]
        return (f"a value cannot start with {character}" if character else "a value cannot start here",
                "put the value in quotes", place)  # fmt: skip
    if "expected ',' or ']'" in problem or "expected ',' or '}'" in problem:
        bracket = "]" if "]" in problem else "}"
        return (
            f"a comma or {bracket} is missing before this, in the list or mapping{from_line or ' in brackets'}",
            f"put a comma between the entries, and close the brackets with {bracket}",
            place,
        )
    if "could not find expected ':'" in problem:
        return (
            "a colon is missing: this line is neither a field nor part of the value above",
            "write the field as name: value, or indent the line further if it carries on the text above",
            Place(opened.line + 1, opened.column + 1) if opened else place,
        )
    if "expected <block end>" in problem or "did not find expected key" in problem:
        return (
            f"this line is not indented like its neighbours in the mapping{from_line}",
            "line it up with the fields it belongs to; a value that goes on after a quotation mark or bracket closes is another cause",
            place,
        )
    if "expected '-' indicator" in problem or "block collection" in context:
        return (
            f"this line is not indented like its neighbours in the list{from_line}",
            "start it with a hyphen at the same column as the other entries, or indent it under one of them",
            place,
        )
    if "undefined alias" in problem or "anchor" in problem or "alias" in context:
        return ("text that starts with * or & needs quotes", "put the value in quotes", place)
    if "tag" in problem or "tag" in context:
        return ("text that starts with ! needs quotes", "put the value in quotes", place)
    if "directive" in problem or "directive" in context:
        return ("text that starts with % needs quotes", "put the value in quotes", place)
    sentence = re.sub(r"\s+", " ", f"{context + ', ' if context else ''}{problem}")
    return (f"this is not YAML: {sentence}", None, place)


def _line_above(lines: list[str], number: int) -> int | None:
    """Return the number of the nearest line above that says anything."""
    for above in range(number - 1, 0, -1):
        said = lines[above - 1].strip()
        if said and not said.startswith("#"):
            return above
    return None
