"""Command lines at random: each command with its options, and words that no option expects."""

import random
from enum import EnumType
from functools import cache
from typing import Any

from typer.main import get_command

from cqcplan.cli.app import app

WORDS = [
    "", " ", "-", "--", ".", "..", "/", "a", "0", "-1", "1e400", "nan", "٣", "½", "9" * 40, "2026-02-30", "0001-01-01",
    "9999-12-31", "9999", "0000", "2026", "Q1", "Q5", "2026-27-Q4", "2026-05", "2026-05..2026-04", "autumn 2026",
    "HEAD",
    "caf\udce9", "\ufeffa", "\x1b[31mred", "\u202eback", "a\nb", "a\tb", "x" * 300, "é😀", "*", "[", "(", "%s {0}",
    "=1+1", "risk:", "a: b c", "1,2,3,4,1,2,3,4,1", "2,2,2,2,2,2,2,2,-", "governance=4", "all", "none", "exempt", "-x",
    "{{",
    "~", "CON", "a/b/c", "exampleshire", "director",
]  # fmt: skip
"""What may be typed anywhere."""
SOUND: dict[str, list[str]] = {
    "--plan": ["plan"], "--as-of": ["2026-07-12", "2026-05-01", "2027-03-31"], "--on": ["2026-07-12"],
    "--from": ["2026-04-01"], "--to": ["2026-12-31"], "--audience": ["public", "internal", "exempt", "confidential"],
    "--mapping": ["mapping.yaml"], "--results": ["results.yaml"], "--templates": ["own"], "--style": ["plain", "ours"],
    "--reference": ["reference.docx"], "--check": ["filed.md", "filed.html", "filed.docx"], "--owner": ["director"],
    "--email": ["director"], "--period": ["2026-27-Q1", "2026-05"], "--council": ["Made Up Council"],
    "--type": ["county"], "--rating": ["good"], "--published": ["2026-01-10"], "--baseline": ["baseline.json"],
    "--config": ["cqcplan.toml"], "--output": ["out", "out.csv", "out.html", "plan/plan.yaml"],
    "--status": ["complete"],
    "--rag": ["red", "At risk"], "--text": ["Moved on."], "--reason": ["Bids were late."], "--value": ["7", "7.5"],
    "--scores": ["2,2,2,3,2,2,3,2,3"], "--what-if": ["equity=3"], "--assessment": ["cqc-2025"],
}  # fmt: skip
"""Values that mean something in the folder of a run."""
PLACES: dict[str, list[str]] = {
    "report": ["plan"], "score": ["plan"], "status": ["plan"], "calendar": ["plan"], "export": ["plan"],
    "validate": ["plan"], "trace": ["director", "governance", "waiting-times"], "update": ["ot-service", "ot-waiting"],
    "import": ["tracker.xlsx", "tracker.csv", "own-tracker.xlsx", "figures.csv"], "init": ["new", "plan"],
    "diff": ["2026-05-01", "2026-07-12", "plan", "north.yaml"], "templates": ["sections/risks.md.j2", "paper.md.j2"],
    "new": ["A new thing"], "rule": ["PLAN411"], "schema": [], "config": [],
}  # fmt: skip
OFTEN = 0.85
"""How often a sound word is taken rather than any."""


@cache
def tree() -> Any:
    """Return the tree of commands, built once."""
    return get_command(app)


def line(command: str, chance: random.Random) -> list[str]:
    """Return a command line for one command: its places and up to five of its options."""
    words, here = [command], tree().commands[command]
    if getattr(here, "commands", None):
        name = chance.choice(sorted(here.commands))
        words.append(name)
        here = here.commands[name]
    places = [place for place in here.params if place.param_type_name == "argument"]
    options = [one for one in here.params if one.param_type_name == "option" and one.name != "help"]
    words += [_word(PLACES[command], chance) for _ in places]
    if command in {"update", "new", "import", "trace", "diff"} and chance.random() < 0.97:
        words += ["--plan", _word(["plan"], chance)]
    for option in chance.sample(options, min(len(options), chance.choice([0, 1, 2, 3, 5]))):
        words += _option(option, chance)
    return words


def _option(option: Any, chance: random.Random) -> list[str]:
    name = chance.choice(option.opts)
    if option.is_flag:
        return [name]
    kind: Any = option.type_descriptor.annotation
    offered = [str(one.value) for one in list[Any](kind)] if isinstance(kind, EnumType) else []
    sound = SOUND.get(max(option.opts, key=len)) or offered
    return [name, _word(sound, chance)]


def _word(sound: list[str], chance: random.Random) -> str:
    return chance.choice(sound) if sound and chance.random() < OFTEN else chance.choice(WORDS)
