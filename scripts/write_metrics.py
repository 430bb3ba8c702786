"""Write docs/reference/metrics.md, every national metric with its sources, from the catalogue.

A test holds the page equal to what this writes.
"""

from pathlib import Path

from cqcplan.metrics.catalogue import metrics
from cqcplan.metrics.page import page_markdown

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "metrics.md"


def page() -> str:
    """Return the page."""
    return page_markdown(list(metrics().values()))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
