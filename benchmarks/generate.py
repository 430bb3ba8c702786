"""Write made-up improvement plans of a chosen size, always the same for the same seed.

    python benchmarks/generate.py --out /tmp/plans
    python benchmarks/generate.py --out /tmp/plans --size 3MB --folder
    python benchmarks/generate.py --out /tmp/plans --size 30kB --errors 4

The plans are those of Exampleshire, a county that does not exist. They pass
``cqcplan validate``; with ``--errors`` they hold that many mistakes instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from council import Batch, assessments, calendar, header, history, people_and_bodies, standing_text
from delivery import Extent, priority
from emit import Flow, Value, emit_list, emit_map

SEED = 2026


@dataclass(frozen=True, slots=True)
class Size:
    """How large a plan is, and how it gets there."""

    name: str
    characters: int
    extent: Extent


SIZES = {
    size.name: size
    for size in (
        Size("30kB", 30_000, Extent(months=2, actions=2)),
        Size("300kB", 300_000, Extent(months=12, actions=3)),
        Size("3MB", 3_000_000, Extent(months=36, actions=5)),
        Size("30MB", 30_000_000, Extent(months=60, actions=10)),
    )
}
SECTIONS = (
    "sources", "roles", "bodies", "principles", "reference_sets", "assessments", "correspondence", "findings",
    "self_assessments", "priorities", "measures", "updates", "risks", "meetings", "commitments", "submissions",
    "advisers", "consultations", "engagement", "resources", "evidence", "periods", "paragraphs", "background_papers",
)  # fmt: skip
"""In the order in which they are written."""
MISTAKES: tuple[tuple[str, str, Value], ...] = (
    ("updates", "rag", "purple"),  # a word that is not allowed
    ("risks", "mitigaton", "A field with its name misspelt"),
    ("measures", "priorities", Flow(["no-such-priority"])),  # a reference that leads nowhere
    ("evidence", "on", "2026-02-30"),  # an impossible date
)
"""Section, field and wrong value. One goes into each of the first priorities, in turn."""

Texts = dict[str, list[str]]
"""For each section, its entries as YAML."""


def plan_texts(size: Size, *, seed: int = SEED, errors: int = 0) -> Texts:
    """Return the entries of a plan of about that size, with ``errors`` mistakes in it."""
    texts: Texts = {section: [] for section in SECTIONS}
    written = last = 0
    for number, batch in enumerate(_batches(size, seed)):
        if written + last // 2 >= size.characters and number > errors:
            break
        if 0 < number <= errors:
            _spoil(batch, *MISTAKES[(number - 1) % len(MISTAKES)])
        before = written
        for section, entry in batch:
            text = "".join(emit_list([entry]))
            texts[section].append(text)
            written += len(text)
        last = written - before
    return texts


def _batches(size: Size, seed: int) -> Iterator[Batch]:
    """Yield what stands in a plan once, then priorities without end."""
    months = history(size.extent.months)
    chance = Random(f"{seed} {size.name}")
    yield people_and_bodies() + assessments() + calendar(months, chance) + standing_text(chance)
    for number in count():
        yield priority(number, months, size.extent, Random(f"{seed} {size.name} {number}"))


def _spoil(batch: Batch, section: str, field: str, wrong: Value) -> None:
    for name, entry in batch:
        if name == section and isinstance(entry, dict):
            entry[field] = wrong
            return
    raise LookupError(f"no entry of {section} to spoil")


def write_file(texts: Texts, path: Path) -> None:
    """Write a plan as one file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_head())
        for section, entries in texts.items():
            file.writelines(_section(section, entries))


def write_folder(texts: Texts, folder: Path) -> None:
    """Write a plan as a folder, with a file for each section."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text("".join(_head()), encoding="utf-8", newline="\n")
    for section, entries in texts.items():
        if entries:
            lines = "".join(_section(section, entries)).lstrip("\n")
            (folder / f"{section.replace('_', '-')}.yaml").write_text(lines, encoding="utf-8", newline="\n")


def _head() -> Iterator[str]:
    yield "# The improvement plan of Exampleshire, which does not exist.\n"
    yield "# Written by benchmarks/generate.py: change that, not this.\n"
    yield "schema: 1\n"
    yield from emit_map({"plan": header()})


def _section(name: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"\n# {name.replace('_', ' ')}: {len(entries)}\n"
        yield f"{name}:\n"
        yield from entries


def file_name(size: Size, errors: int = 0) -> str:
    """Return what a plan is called, without an ending."""
    return f"exampleshire-{size.name}{f'-{errors}-errors' if errors else ''}"


def main() -> None:
    """Write the plans asked for."""
    parser = argparse.ArgumentParser(description="Write made-up improvement plans of a chosen size.")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to; made if it is not there")
    parser.add_argument("--size", choices=SIZES, action="append", help="may be repeated; left out: 30kB, 300kB, 3MB")
    parser.add_argument("--seed", type=int, default=SEED, help=f"a whole number; {SEED} if left out")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="put N mistakes into each plan")
    parser.add_argument("--folder", action="store_true", help="write a folder of files rather than one file")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.size or ("30kB", "300kB", "3MB"):
        size = SIZES[name]
        texts = plan_texts(size, seed=options.seed, errors=options.errors)
        if options.folder:
            write_folder(texts, options.out / file_name(size, options.errors))
        else:
            write_file(texts, options.out / f"{file_name(size, options.errors)}.yaml")
        print(file_name(size, options.errors))


if __name__ == "__main__":
    main()
