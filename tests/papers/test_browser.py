"""The HTML paper in a real browser: it fits a phone, and prints as pages."""

import base64
import json
import re
from functools import cache
from pathlib import Path

import pytest

from cqcplan.papers.charts.draw import svg
from cqcplan.papers.formats.fonts import upright_fonts
from tests import programs
from tests.papers.example_papers import paper
from tests.papers.test_charts import FIXTURE, blocks_of, charts_of, occasion_of, written
from tests.papers.test_kinds import every_plan, made
from tests.places import ROOT

pytestmark = [pytest.mark.browser, programs.needs("chromium")]


def browse(tmp_path: Path, *options: str) -> str:
    quiet = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync", "--disable-quic"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    words = ["--headless", "--no-sandbox", *quiet, "--disable-component-update", profile, *options]
    return str(programs.run("chromium", *words, text=True, timeout=120).stdout)


@pytest.mark.parametrize("name", ["leicestershire-2026-06", "nottingham-2024-02"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_runs_off_the_side(tmp_path: Path, name: str, width: int) -> None:
    """At 320 pixels (a phone, or 400 per cent on a desktop) there is no sideways scrolling."""
    inner = tmp_path / "paper.html"
    inner.write_text(paper(name, "html"), encoding="utf-8")
    found = re.search(r"widest (\d+)", asked(tmp_path, inner, width, '"widest " + page.documentElement.scrollWidth'))
    assert found
    assert int(found[1]) <= width


MEETING = """(() => {
  const said = [];
  let counted = 0;
  for (const chart of page.querySelectorAll("svg.chart")) {
    const edge = chart.getBoundingClientRect();
    const boxes = [...chart.querySelectorAll("text")].map((text) => [text.getBoundingClientRect(), text.textContent]);
    counted += boxes.length;
    boxes.forEach(([one, words], place) => {
      if (one.left < edge.left - 1 || one.right > edge.right + 1 || one.bottom > edge.bottom + 1) {
        said.push(words + " runs off");
      }
      for (const [other, others] of boxes.slice(place + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 0 && down > 2) said.push(words + " meets " + others);
      }
    });
  }
  return "words " + counted + " faults [" + said.join("; ") + "]";
})()"""
"""Asks the browser, with its own fonts, which words of a chart meet others or run off."""


@pytest.mark.parametrize("plan", ["exampleshire", "generated"])
@pytest.mark.parametrize("width", [320, 1280])
def test_words_of_charts_do_not_meet(tmp_path: Path, plan: str, width: int) -> None:
    if plan == "generated":
        chosen = occasion_of(written(tmp_path), "Q1", "2026-05-31")
    else:
        chosen = occasion_of(FIXTURE, "Q1", "2026-06-30")
    inner = tmp_path / "charts.html"
    style = (ROOT / "templates" / "layouts" / "paper.css").read_text(encoding="utf-8")
    drawn = "".join(f"<figure>{svg(chart)}</figure>" for chart in charts_of(blocks_of(chosen)))
    inner.write_text(f"<!DOCTYPE html><style>{style}</style><main>{drawn}</main>", encoding="utf-8")
    found = re.search(r"words (\d+) faults \[(.*?)\]", asked(tmp_path, inner, width, MEETING), re.DOTALL)
    assert found
    assert int(found[1]) > 40
    assert found[2] == ""


def asked(tmp_path: Path, inner: Path, width: int, question: str) -> str:
    """Open a page at a width and return what a script, which finds it as ``page``, says of it."""
    outer = tmp_path / "frame.html"
    outer.write_text(
        f"""<!DOCTYPE html><iframe id="f" style="width:{width}px;height:900px;border:0"></iframe><p id="w"></p><script>
        const frame = document.getElementById("f");
        frame.onload = async () => {{
          const page = frame.contentDocument;
          page.body.getBoundingClientRect();
          await page.fonts.ready;
          document.getElementById("w").textContent = {question};
        }};
        frame.srcdoc = {paper_as_script_text(inner)};
        </script>""",
        encoding="utf-8",
    )
    shown = browse(tmp_path, "--window-size=1400,1000", "--virtual-time-budget=5000", "--dump-dom", outer.as_uri())
    return shown[shown.index('<p id="w">') : shown.index("</p>", shown.index('<p id="w">'))]


def paper_as_script_text(path: Path) -> str:
    return json.dumps(with_fonts(path.read_text(encoding="utf-8"))).replace("</", "<\\/")


@cache
def fonts() -> str:
    """Return the letters that the tool draws with, as Arial: a machine may have no font of that width."""
    (file,) = upright_fonts()
    data = base64.b64encode(Path(file).read_bytes()).decode()
    face = f"font-family:Arial;font-weight:400 700;src:url(data:font/ttf;base64,{data})"
    return f"<style>@font-face{{{face}}}</style>"


def with_fonts(page: str) -> str:
    """Return a page with those letters."""
    return re.sub("<head>|<!DOCTYPE html>(?!\n?<html)", lambda found: found[0] + fonts(), page, count=1)


def pages_of(tmp_path: Path, text: str) -> int:
    """Count the pages that a paper prints to."""
    page = tmp_path / "paper.html"
    page.write_text(with_fonts(text), encoding="utf-8")
    target = tmp_path / "paper.pdf"
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    return len(re.findall(rb"/Type\s*/Page\b", content))


def test_prints_as_pages(tmp_path: Path) -> None:
    assert 2 <= pages_of(tmp_path, paper("nottingham-2024-02", "html")) <= 8


@every_plan
@pytest.mark.parametrize(("kind", "fewest", "most"), [("brief", 1, 1), ("board", 2, 6)])
def test_short_papers_are_short(tmp_path: Path, plan: str, kind: str, fewest: int, most: int) -> None:
    text = made(plan, kind, "--audience", "internal", "--format", "html")
    assert fewest <= pages_of(tmp_path, text) <= most
