"""What ``make demo`` shows: the example plans checked, one scored, one looked over, its committee paper printed.

Everything goes to files in ``out``; the screen has the gist of it, and where each file lies.
"""

import json
import subprocess
import sys
from pathlib import Path

DAY = "2026-06-01"
PAPER = "leicestershire-q1"
OUT = Path("out")


def main() -> None:
    """Run what is shown, then say in a few lines what it was and where it lies."""
    OUT.mkdir(exist_ok=True)
    _into("problems.txt", "validate", "--as-of", DAY)
    _into("score.txt", "score", "nottingham", "--target", "good")
    _into("status.txt", "status", "leicestershire", "--as-of", DAY)
    for ending in ("html", "docx", "pdf", "md"):
        _run("report", "leicestershire", "--period", "Q1", "--as-of", DAY, "-o", f"{OUT}/{PAPER}.{ending}")
    checked = (OUT / "problems.txt").read_text(encoding="utf-8").splitlines()[-1]
    (score,) = json.loads(_run("score", "nottingham", "--format", "json"))["scores"]
    (status,) = json.loads(_run("status", "leicestershire", "--as-of", DAY, "--format", "json"))["plans"]
    points, rating = score["to_next"]["points"], score["to_next"]["rating"]
    print(  # noqa: T201
        f"""
Three example plans, as they stood on {DAY}:

  Checked      {checked}
               cqcplan validate                            out/problems.txt
  Scored       Nottingham's pilot of 2023: {score["percent"]} per cent, {points} points from {rating}
               cqcplan score nottingham --target good      out/score.txt
  Looked over  Leicestershire: {len(status["overdue"])} overdue, {len(status["due"])} due in 30 days
               cqcplan status leicestershire               out/status.txt
  Printed      Leicestershire's paper for its scrutiny committee
               cqcplan report leicestershire --period Q1   out/{PAPER}.html, .docx, .pdf and .md

Open out/{PAPER}.html in a browser first. The command is .venv/bin/cqcplan; --help lists what it does."""
    )


def _run(*words: str) -> str:
    """Run a command of cqcplan and return what it printed; where it fails, say what it said and stop."""
    done = subprocess.run(
        [sys.executable, "-m", "cqcplan", *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nfailed: cqcplan {' '.join(words)}")
    return done.stdout + (done.stderr if words[0] == "validate" else "")


def _into(name: str, *words: str) -> None:
    (OUT / name).write_text(_run(*words), encoding="utf-8")


if __name__ == "__main__":
    main()
