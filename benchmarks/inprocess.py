"""Times the reader against libyaml's bare events and PyYAML's loader, inside one process.

Run by ``run.py`` in a process of its own: ``python inprocess.py FILE ROUNDS``. Prints JSON:
for each way of reading, the processor seconds of each round.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from cqcplan.yamltext.event_parser import event_parser
from cqcplan.yamltext.reader import decode, read


def load_with_positions(raw: bytes) -> None:
    """Read a plan as cqcplan does, up to plain data with the place of every node."""
    text = decode(raw)
    if not isinstance(text, str):
        raise TypeError(text.message)
    document = read(text)
    if document.faults:
        raise ValueError(document.faults[0].message)


def load_without_collector(raw: bytes) -> None:
    """Do the same with the garbage collector off, as the command does."""
    gc.disable()
    try:
        load_with_positions(raw)
    finally:
        gc.enable()


def bare_events(raw: bytes) -> None:
    """Let libyaml parse, and throw every event away."""
    next_event = event_parser(raw.decode()).get_event
    while next_event() is not None:
        pass


def plain_load(raw: bytes) -> None:
    """Load with PyYAML's fast safe loader, as most tools do."""
    yaml.load(raw, Loader=yaml.CSafeLoader)


WAYS: dict[str, Callable[[bytes], None]] = {
    "ours": load_with_positions,
    "ours, collector off": load_without_collector,
    "events": bare_events,
    "CSafeLoader": plain_load,
}


def main() -> None:
    """Time every way in turn, round by round."""
    raw, rounds = Path(sys.argv[1]).read_bytes(), int(sys.argv[2])
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            gc.collect()
            start = process_time()
            way(raw)
            times[name].append(process_time() - start)
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
