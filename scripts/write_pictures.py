"""Make docs/pictures anew: first pages of papers, what three commands show on a screen, and a page in a browser.

It needs Chromium (or Chrome) and pdftoppm. Run it when what they show has changed; no test compares pictures.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from cqcplan.files.discover import Location
from cqcplan.web.frame import set_page, style
from cqcplan.web.pages.answers import due
from cqcplan.web.served import Served, named
from cqcplan.web.shelf import Shelf

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
PAGES = {
    "leicestershire-scrutiny": "report leicestershire --period Q1 --as-of 2026-06-01",
    "bathnes-cabinet": "report bathnes --period 2025-26-Q3 --as-of 2025-11-22 --meeting cabinet-2025-11",
    "improvement-board": "report tests/fixtures/good/exampleshire --paper board --period Q1 --as-of 2026-07-12"
    " --audience internal",
}
SCREENS = {
    "status": ("status leicestershire --as-of 2026-06-01", 0, 32),
    "problems": ("validate bathnes --as-of 2026-06-01 --colour always", 0, 30),
    "score": ("score nottingham", 33, 51),
}
"""What is typed, and which lines of the answer are shown."""
DAY = date(2026, 6, 1)
WIDE = 100
LINE = 19


def main() -> None:
    """Make every picture."""
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if not browser or not shutil.which("pdftoppm"):
        sys.exit("pictures need Chromium and pdftoppm (poppler-utils)")
    with tempfile.TemporaryDirectory() as place:
        for name, words in PAGES.items():
            _page(Path(place), name, words)
        for name in SCREENS:
            _screen(Path(place), browser, name)
        _in_browser(Path(place), browser)


def _run(words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cqcplan", *words.split()],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDE)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def _page(place: Path, name: str, words: str) -> None:
    """Draw the first page of a paper."""
    paper = place / f"{name}.pdf"
    _run(f"{words} -o {paper}")
    size = ["-scale-to-x", "457", "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-png", "-singlefile", *size, paper, FOLDER / name], check=True)


def _screen(place: Path, browser: str, name: str) -> None:
    """Draw some lines of what a command prints, below the command itself."""
    words, first, last = SCREENS[name]
    lines = [f"$ cqcplan {words.removesuffix(' --colour always')}", *_run(words).splitlines()[first:last]]
    console = Console(record=True, width=WIDE, file=StringIO(), force_terminal=True)
    for line in lines:
        console.print(Text.from_ansi(line))
    body = console.export_html(theme=DEFAULT_TERMINAL_THEME, inline_styles=True)
    style = f"<style>body{{margin:14px;background:#fff}}pre{{margin:0;font:14px/{LINE}px 'DejaVu Sans Mono',monospace}}"
    page = place / f"{name}.html"
    page.write_text(body.replace("</head>", f"{style} code{{font:inherit!important}}</style></head>"), encoding="utf-8")
    _shot(browser, page, FOLDER / f"{name}.png", f"{round(WIDE * 8.43) + 34},{len(lines) * LINE + 28}")


def _in_browser(place: Path, browser: str) -> None:
    """Draw the page of cqcplan serve that says what needs doing, as it was on the day of the other pictures."""
    location = Location(ROOT / "plans" / "leicestershire", "leicestershire")
    served = Served(named((location,)), "public", lambda: DAY, read_only=True)
    book = Shelf(served).book("leicestershire")
    shown = set_page(due(book, {}), served, book).decode()
    page = place / "browser.html"
    styled = f"<style>{style().decode()}</style>"
    page.write_text(shown.replace('<link rel="stylesheet" href="/site.css">', styled), encoding="utf-8")
    _shot(browser, page, FOLDER / "browser.png", "900,760")


def _shot(browser: str, page: Path, picture: Path, size: str) -> None:
    quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--disable-quic"]
    where = [f"--user-data-dir={page.parent / 'profile'}", f"--screenshot={picture}"]
    command = [browser, "--headless", "--no-sandbox", *quiet, "--disable-component-update", "--hide-scrollbars"]
    subprocess.run([*command, *where, f"--window-size={size}", page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
