"""Write docs/rules from the rules themselves: one page to a rule, and the catalogue.

A test holds the folder equal to what this writes.
"""

from importlib import import_module
from pathlib import Path

from cqcplan.checks.catalogue import PLAN_FAMILIES, READER_FAMILIES, WAIVER_FAMILY, rules
from cqcplan.checks.page import catalogue_markdown, page_file, page_markdown

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
INDEX = """\
# The rules of `cqcplan validate`

`cqcplan rule CODE` prints any of these pages. The first figure of a code says what it is about. Codes are never reused.
A code says PLAN in front because it is a check of the plan, not a word of CQC. Codes once began with CQC: those,
and the three figures alone, still answer in waivers, settings, baselines and on the command line.

These pages are written by `make rules` from the rules themselves; do not edit them.

"""


def families() -> str:
    """Return what each family of rules is about, by the first figure of its codes: one line to a figure."""
    about: dict[str, dict[str, None]] = {}
    for family in (*READER_FAMILIES, *PLAN_FAMILIES, WAIVER_FAMILY):
        codes, _, said = (import_module(f"cqcplan.checks.{family}").__doc__ or "").partition(": ")
        about.setdefault(codes, {})[said.strip().rstrip(".")] = None
    return "".join(f"- {codes}: {'; '.join(said)}.\n" for codes, said in sorted(about.items()))


def pages() -> dict[str, str]:
    """Return every file of docs/rules by name."""
    index = f"{INDEX}{families()}\n" + catalogue_markdown(rules(), linked=True)
    return {"README.md": index} | {page_file(rule): page_markdown(rule) for rule in rules()}


def write() -> None:
    """Write the folder, and delete pages of rules that are no more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
