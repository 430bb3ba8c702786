"""How fast the pages of ``cqcplan serve`` come, and what they cost.

    python benchmarks/pages.py            # every figure, beside its goal
    python benchmarks/pages.py --profile  # and where the time of the slowest pages goes

It starts the real server over a made-up plan of 300 kB, asks for every kind of page over a socket, time after time,
with a save between, and reads from the system what the server used. Processor time is given beside elapsed time,
because other work on the machine does not lengthen it. The numbers are of one machine at one hour.
"""

from __future__ import annotations

import argparse
import cProfile
import http.client
import os
import pstats
import re
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from generate import SIZES, plan_texts, write_file

ROUNDS = 12
PAGES = (
    "", "due", "priorities", "priorities?due=overdue", "measures", "risks", "promises", "meetings", "changes", "score",
    "search?words=carers", "update", "figures", "papers?kind=progress",
)  # fmt: skip
TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Took(NamedTuple):
    """What one page took, in seconds."""

    page: str
    wall: float
    processor: float


class Server:
    """The real one, over one plan."""

    def __init__(self, plan: Path) -> None:
        command = [sys.executable, "-m", "cqcplan", "serve", str(plan), "--port", "0", "--no-browser"]
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=plan.parent
        )
        assert self._process.stdout  # noqa: S101
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", said)):
            line = self._process.stdout.readline()
            if not line:
                sys.exit(f"the server did not start: {said}")
            said += line
        self._asks = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=120)
        self._cookie = ""
        name = plan.stem
        self._asks.request("GET", f"/?token={found[2]}")
        answer = self._asks.getresponse()
        answer.read()
        self._cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
        self.base = f"/plans/{name}/"
        self.ask("")
        self.first = time.perf_counter() - began
        self.used = self._used()

    def ask(self, page: str) -> Took:
        """Ask for a page."""
        used, began = self._used(), time.perf_counter()
        self._asks.request("GET", self.base + page, headers={"Cookie": self._cookie})
        answer = self._asks.getresponse()
        content = answer.read()
        wall = time.perf_counter() - began
        if answer.status != 200:
            sys.exit(f"{page}: {answer.status} {content[:300].decode()}")
        return Took(page, wall, self._used() - used)

    def most_memory(self) -> float:
        """Return the most memory it had, in MiB."""
        told = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", told)
        return int(found[1]) / 1024 if found else 0.0

    def stop(self) -> None:
        """Stop it."""
        self._asks.close()
        self._process.terminate()
        self._process.wait()

    def _used(self) -> float:
        words = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / TICK


def entries(plan: Path) -> list[str]:
    """Return addresses of some entries of a plan."""
    ids = re.findall(r"^ +- \{?id: ([\w-]+)", plan.read_text(encoding="utf-8"), re.MULTILINE)
    every = [*dict.fromkeys(ids)]
    return [f"entries/{each}" for each in every[:: max(1, len(every) // 12)]]


def report(name: str, value: str, goal: str, *, met: bool) -> None:
    """Print one line."""
    print(f"{name:<44} {value:>12}   goal {goal:<10} {'met' if met else 'MISSED'}")


def measured(folder: Path) -> list[Took]:
    """Measure pages over a plan of 300 kB; return what each took."""
    plan = folder / "made-up.yaml"
    write_file(plan_texts(SIZES["300kB"]), plan)
    server = Server(plan)
    report("start to the first page", f"{server.first:.2f} s", "1 s", met=server.first < 1)
    print(f"{'  of which processor time':<44} {server.used:>10.2f} s")
    pages = [*PAGES, *entries(plan)]
    took = [server.ask(page) for _ in range(ROUNDS) for page in pages]
    memory = server.most_memory()
    content = plan.read_text(encoding="utf-8")
    changed = []
    for each in range(4):
        plan.write_text(f"{content}# {each}\n", encoding="utf-8")
        changed.append(server.ask(""))
    server.stop()
    for name, times in (("elapsed", [each.wall for each in took]), ("processor", [each.processor for each in took])):
        late = quantiles(times, n=20)[-1]
        report(f"median page, {name}", f"{median(times) * 1000:.0f} ms", "100 ms", met=median(times) < 0.1)
        report(f"95th percentile, {name}", f"{late * 1000:.0f} ms", "250 ms", met=late < 0.25)
    report("most memory", f"{memory:.0f} MiB", "120 MiB", met=memory < 120)
    again = median(each.processor for each in changed)
    print(f"{'a page after the plan has changed, processor':<44} {again * 1000:>9.0f} ms")
    return took


def large(folder: Path) -> None:
    """Measure the opening of a plan of 3 MB."""
    plan = folder / "large.yaml"
    write_file(plan_texts(SIZES["3MB"]), plan)
    server = Server(plan)
    report("3 MB: start to the first page", f"{server.first:.2f} s", "2 s", met=server.first < 2)
    print(f"{'  of which processor time':<44} {server.used:>10.2f} s")
    print(f"{'  the next page':<44} {server.ask('due').processor:>10.2f} s")
    print(f"{'  most memory':<44} {server.most_memory():>8.0f} MiB")
    server.stop()


def slowest(took: list[Took]) -> list[str]:
    """Print the slowest pages; return them."""
    by_page: dict[str, list[float]] = {}
    for each in took:
        by_page.setdefault(each.page, []).append(each.processor)
    ranked = sorted(by_page, key=lambda page: -median(by_page[page]))
    for page in ranked[:8]:
        print(f"  {median(by_page[page]) * 1000:>6.0f} ms  {page or 'the first page'}")
    return ranked[:3]


def profiled(folder: Path, pages: list[str]) -> None:
    """Print where the time of some pages goes, asked within this process."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import asyncio

    from cqcplan.files.discover import locate
    from cqcplan.web.app import application
    from cqcplan.web.folder import asked as _asked
    from cqcplan.web.served import Served, named

    served = Served(named(tuple(locate(str(folder / "made-up.yaml")))), "public", date.today)
    app = application(served)
    for page in pages:
        address = f"/plans/made-up/{page}"
        asyncio.run(_asked(app, address))  # type: ignore[arg-type]
        with cProfile.Profile() as profile:
            asyncio.run(_asked(app, address))  # type: ignore[arg-type]
        print(f"\n{page}")
        pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", action="store_true", help="show where the time of the slowest pages goes")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        took = measured(folder)
        pages = slowest(took)
        large(folder)
        if chosen.profile:
            profiled(folder, pages)


if __name__ == "__main__":
    main()
