"""Two browsers and the command line save into one plan, while the server is killed in the middle of saves.

The suite runs a few of them; ``python -m tests.web.kills 1000`` runs a thousand and says what became of them.
"""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

ENTRIES = ("visits", "later", "theirs", "homes")
PLAN = """\
# every byte of this stays
schema: 1
plan: {id: p, title: Improvement plan, council: {name: Made Up Council}, framework: la-2026-04}
priorities:
  - id: homes
    title: Homes   # and so does this
    actions:
      - {id: visits, title: Visit every home}
      - {id: later, title: Write it up}
      - {id: theirs, title: Somebody else's}
"""
CHILD = """
import socket, sys
from datetime import date
from pathlib import Path
from cqcplan.cli.carrier import carrier
from cqcplan.files.discover import locate
from cqcplan.web.app import guarded
from cqcplan.web.guard import Keys
from cqcplan.web.served import Served, named
folder, state, fd, port, token = sys.argv[1:]
served = Served(named(tuple(locate(folder))), "public", lambda: date(2026, 6, 15), state=Path(state))
server = carrier(guarded(served, Keys(token, int(port))))
listening = socket.socket(fileno=int(fd))
print("ready", flush=True)
if sys.stdin.readline():
    server.run(sockets=[listening])
"""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
PATIENCE = 60.0


class Server:
    """A server that can be killed at any moment; the next one stands by."""

    def __init__(self, plan: Path, state: Path) -> None:
        self._plan, self._state = plan, state
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._lock = threading.Lock()
        self._number = 0
        self._next = self._prepared()
        self._running, self.token = self._begun()

    def _prepared(self) -> "tuple[subprocess.Popen[str], str]":
        self._number += 1
        token = f"token-{self._number}"
        words = [str(self._plan), str(self._state), str(self._socket.fileno()), str(self.port), token]
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            pass_fds=[self._socket.fileno()],
        )  # fmt: skip
        return child, token

    def _begun(self) -> "tuple[subprocess.Popen[str], str]":
        child, token = self._next
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
        child.stdin.write("go\n")
        child.stdin.flush()
        self._next = self._prepared()
        return child, token

    def kill(self) -> None:
        """Kill it, and let the next one take its place."""
        with self._lock:
            self._running.send_signal(signal.SIGKILL)
            self._end(self._running)
            self._running, self.token = self._begun()

    def stop(self) -> None:
        """Stop all of it."""
        for child in (self._running, self._next[0]):
            child.kill()
            self._end(child)
        self._socket.close()

    @staticmethod
    def _end(child: "subprocess.Popen[str]") -> None:
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                stream.close()


class Browser:
    """One of those who save: it comes back as often as it is sent away."""

    def __init__(self, server: Server, name: str, seed: int, kills: float, told: Counter[str]) -> None:
        self._server, self._name, self._told = server, name, told
        self._random = random.Random(f"{seed}{name}")  # noqa: S311 - no secret
        self._kills = kills
        self.said: list[str] = []

    def _ask(self, address: str, form: dict[str, str] | None = None, *, kill: bool = False) -> tuple[int, str]:
        """Ask, and ask again where the server was killed meanwhile, as somebody does who loads a page again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            cookie = f"cqcplan-{self._server.port}={self._server.token}"
            asks = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=20)
            try:
                body = None if form is None else urlencode(form)
                headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
                headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
                asks.request("GET" if form is None else "POST", address, body, headers)
                if kill:
                    kill = False
                    time.sleep(self._random.uniform(0, 0.12))
                    self._server.kill()
                    self._told["killed"] += 1
                answer = asks.getresponse()
                text = answer.read().decode()
                if answer.status == 403:
                    # a new start has a new token; the words are on the page
                    assert form is None or form.get("text", "") in unescape(text), "a typed word is lost"
                    self._told["words shown to an unknown browser"] += form is not None
                    continue
            except (OSError, http.client.HTTPException):
                self._told["asked again"] += 1
                time.sleep(0.01)
            else:
                return answer.status, text
            finally:
                asks.close()
        raise TimeoutError(f"nobody answered {address}")

    def save(self, number: int) -> None:
        """Say one thing of one entry, until it is saved."""
        words = f"Words {self._name}{number} & <more>."
        entry = self._random.choice(ENTRIES)
        address = f"/plans/p/entries/{entry}/update"
        page = self._ask(address)[1]
        if "You began on this before" in page:
            self._told["begun before"] += 1
            self._ask(address, {"go": "forget"})
            page = self._ask(address)[1]
        form = {name: unescape(value) for name, value in HIDDEN.findall(page)} | {"text": words}
        self._ask(address, form | {"go": "check"})
        form = {name: value for name, value in form.items() if name != "at"} | {"go": "save"}
        kill = self._random.random() < self._kills
        for _ in range(200):
            status, page = self._ask(address, form, kill=kill)
            kill = False
            if status == 303:
                self._told["saved"] += 1
                break
            assert status in (409, 422), page
            assert words in unescape(page), "a typed word is lost"
            if "The same is recorded already" in page:
                self._told["saved, though nobody had said so"] += 1
                break
            assert "This changed since you opened it" in page, page
            self._told["conflicts"] += 1
            form = {name: unescape(value) for name, value in HIDDEN.findall(page)} | {"go": "save"}
        else:
            raise AssertionError(f"{words} was never saved")
        self.said.append(words)


def by_command(plan: Path, number: int, seed: int, kills: float, told: Counter[str]) -> str:
    """Say one thing at the command line, killed now and then; return the words."""
    lot = random.Random(f"{seed}-command-{number}")  # noqa: S311 - no secret
    words, entry = f"Words C{number}.", lot.choice(ENTRIES)
    say = [sys.executable, "-m", "cqcplan", "update", entry, "--plan", str(plan), "--text", words, "--on", "2026-06-15"]
    kill = lot.random() < kills
    while True:
        done = subprocess.Popen(say, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if kill:
            kill = False
            time.sleep(lot.uniform(0.1, 0.8))
            done.kill()
            told["command killed"] += 1
        error = done.communicate()[1]
        if done.returncode == 0:
            told["saved by command"] += 1
            return words
        if done.returncode > 0 and words in text_of(plan):
            return words  # it was killed when it had saved
        assert done.returncode < 0 or "changed while" in error, error


def text_of(plan: Path) -> str:
    """Return what the plan's files say, as its reader takes them."""
    from cqcplan.files.discover import locate
    from cqcplan.files.load import load_plan

    loaded = load_plan(locate(str(plan))[0])
    assert loaded.plan, loaded.problems
    return "\n".join(update.text or "" for update in loaded.plan.updates)


def loop(folder: Path, saves: int, seed: int, kills: float = 0.15, commands: int = 10) -> Counter[str]:
    """Save, kill and save again; return how often each thing happened.

    Args:
        folder: an empty one.
        saves: how many, by both browsers and the command line.
        seed: decides what is said of which entry, and which saves are killed.
        kills: the share of saves that are.
        commands: one of so many saves is made at the command line.
    """
    plan, state = folder / "p", folder / "state"
    plan.mkdir()
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    told: Counter[str] = Counter()
    server = Server(plan, state)
    by_hand = saves // commands
    each = (saves - by_hand) // 2
    browsers = [Browser(server, name, seed, kills, told) for name in "AB"]
    failed: list[BaseException] = []
    said: list[str] = []

    def work(browser: Browser | None, number: int) -> None:
        try:
            for at in range(number):
                if browser:
                    browser.save(at)
                else:
                    said.append(by_command(plan, at, seed, kills, told))
        except BaseException as error:  # noqa: BLE001 - whatever it was, the loop has failed
            failed.append(error)

    jobs = [(browsers[0], each), (browsers[1], saves - by_hand - each), (None, by_hand)]
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.stop()
    if failed:
        raise failed[0]
    said += [words for browser in browsers for words in browser.said]
    assert len(said) == len(set(said)) == saves
    check(plan, state, said)
    return told


def check(plan: Path, state: Path, said: list[str]) -> None:
    """See that every word said is in the plan once, and that nothing that was there before is gone."""
    found = Counter(text_of(plan).splitlines())
    wrong = {words: found[words] for words in said if found[words] != 1}
    assert not wrong, f"not there once: {wrong}"
    first = (plan / "plan.yaml").read_text(encoding="utf-8")
    lines = iter(first.splitlines())
    assert all(line in lines for line in PLAN.splitlines()), "a line that was there before is gone"
    assert {path.name for path in plan.iterdir()} <= {"plan.yaml", ".cqcplan.undo", ".gitignore", ".cqcplan.lock"}
    kept = list(state.rglob("*.json")) if state.is_dir() else []
    assert not [path for path in kept if not any(words in path.read_text() for words in said)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        outcome = loop(Path(place), int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
        print(dict(outcome), f"{time.monotonic() - began:.0f} s, pid {os.getpid()}")  # noqa: T201
