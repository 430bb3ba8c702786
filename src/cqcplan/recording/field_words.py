"""What is said of a field that somebody fills in, from the models: for the help of a command and for a form."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cqcplan.recording.kinds import OptionOf

_SENTENCES = {
    "comparators": 'What others have: "England 74.5% 2024-25, published 18 December 2025, https://…".',
    "trajectory": 'To be reached on the way to the target: "400 by June 2027, because …".',
    "breaks": 'From when it is counted otherwise: "1 April 2026: counted from client level data".',
    "rebased": 'From when control charts begin their limits anew: "1 April 2026: a second team began".',
}
"""Lists of a measure, each of them typed as a sentence."""
_LONGEST = 110


def called(option: "OptionOf") -> str:
    """Return what a field is called where it is asked for: ``Target value``."""
    words = " ".join(option.path).replace("_", " ")
    return words[:1].upper() + words[1:]


def meaning_of(option: "OptionOf") -> str:
    """Return a sentence on what a field takes; nothing where its model says none."""
    from cqcplan.model.docstrings import field_doc
    from cqcplan.model.examples import MEANINGS

    if option.path[0] in _SENTENCES:
        return _SENTENCES[option.path[0]]
    name = option.path[-1]
    known = (f"{option.model.__name__}.{name}", name)
    doc = field_doc(option.model, name) or next((MEANINGS[each] for each in known if each in MEANINGS), "")
    first = re.split(r"(?<=[.;:]) (?=[A-Z`])|\n\n", " ".join(doc.replace("``", "").replace("`", "").split()))[0]
    first = re.sub(r":[^:]*$", ".", first) if first.endswith(":") or len(first) > _LONGEST else first
    return first if not first or first.endswith(".") else f"{first.rstrip(':;,')}."


def plain_words(option: "OptionOf") -> str:
    """Return what is said of a field whose model says nothing of it."""
    words = " ".join(option.path).replace("_", " ")
    target = option.field.target
    if target and target != "any":
        return f"Its {words}: {'a post' if target == 'role' else f'the {target}'}."
    return f"Its {words}."
