"""Every HTML paper before axe-core, in a real browser: no breach of WCAG 2.2 level A or AA, on a desktop or a phone."""

import json
import shutil
from pathlib import Path

import pytest

from tests import programs
from tests.papers.example_papers import PAPERS, paper
from tests.papers.test_browser import browse

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [pytest.mark.browser, programs.needs("chromium", "axe-core")]


def breaches(tmp_path: Path, pages: dict[str, str], width: int) -> dict[str, list[str]]:
    """Run axe-core over pages, one after the other in one browser; return what it finds on each."""
    shutil.copy(programs.path_of("axe-core"), tmp_path / "axe.js")
    as_script = json.dumps(pages).replace("</", "<\\/")
    outer = tmp_path / "outer.html"
    outer.write_text(
        f"""<!DOCTYPE html><p id="w">not finished</p><script>
        const pages = {as_script};
        const found = {{}};
        const next = async (names) => {{
          if (!names.length) {{
            document.getElementById("w").textContent = JSON.stringify(found);
            return;
          }}
          const frame = document.createElement("iframe");
          frame.style = "width:{width}px;height:900px;border:0";
          frame.onload = () => {{
            const script = frame.contentDocument.createElement("script");
            script.src = {json.dumps((tmp_path / "axe.js").as_uri())};
            script.onload = async () => {{
              const axe = frame.contentWindow.axe;
              const result = await axe.run(frame.contentDocument, {{runOnly: {json.dumps(RULES)}}});
              found[names[0]] = result.violations.map((one) => one.id + ": " + one.nodes[0].html.slice(0, 200));
              if (!result.passes.length) found[names[0]].push("axe looked at nothing");
              frame.remove();
              next(names.slice(1));
            }};
            frame.contentDocument.head.append(script);
          }};
          frame.srcdoc = pages[names[0]];
          document.body.append(frame);
        }};
        next(Object.keys(pages));
        </script>""",
        encoding="utf-8",
    )
    shown = browse(
        tmp_path, "--allow-file-access-from-files", "--window-size=1400,1000", "--virtual-time-budget=600000",
        "--dump-dom", outer.as_uri(),
    )  # fmt: skip
    told = shown[shown.index('<p id="w">') + len('<p id="w">') :].partition("</p>")[0]
    return dict(json.loads(told))


@pytest.mark.parametrize("width", [1280, 320], ids=["desktop", "phone"])
def test_axe_finds_nothing(tmp_path: Path, width: int) -> None:
    pages = {name: paper(name, "html") for name in PAPERS}
    found = breaches(tmp_path, pages, width)
    assert found == {name: [] for name in pages}


def test_axe_would_find_a_breach(tmp_path: Path) -> None:
    """Keeps the test above from passing because nothing was looked at."""
    bad = "<!DOCTYPE html><html><body><main><h1>A</h1><img src='data:,'><p style='color:#999'>faint</p></main></html>"
    found = " ".join(breaches(tmp_path, {"bad": bad}, 1280)["bad"])
    for rule in ("image-alt", "html-has-lang", "color-contrast"):
        assert rule in found
