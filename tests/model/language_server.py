"""A client of the real yaml-language-server, as an editor is one: JSON-RPC over its standard input and output."""

import json
import queue
import subprocess
import threading
from types import TracebackType
from typing import Any, Self

from tests import programs
from tests.places import ROOT

SETTINGS = {
    "validate": True,
    "hover": True,
    "completion": True,
    # no schemas from the net: the one that the plan names, and no other
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
}
PATIENCE = 60
"""Seconds to wait for any one answer."""


class Editor:
    """An editor with one plan file after another open in it. Nothing is written to disk."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [programs.path_of("node"), programs.path_of("yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._heard: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._asked = 0
        self._opened = 0

    def __enter__(self) -> Self:
        capabilities = {
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": False, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {},
            },
        }
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.ask("shutdown", None)
            self._tell("exit", None)
            self._server.wait(PATIENCE)
        finally:
            self._server.kill()
            self._server.wait()
            assert self._server.stdin
            self._server.stdin.close()

    def open(self, text: str) -> "OpenFile":
        """Open a text as a new file of one of the example plans, so that the modeline finds the schema."""
        self._opened += 1
        uri = (ROOT / "plans" / "nottingham" / f"opened-{self._opened}.yaml").as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        return OpenFile(self, uri, text)

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Wait for what the server finds wrong with a file."""
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def _next(self) -> dict[str, Any]:
        """Return the next message; answer what the server asks of an editor."""
        message = self._heard.get(timeout=PATIENCE)
        if "id" in message and "method" in message:
            wanted = message["params"].get("items", []) if message.get("params") else []
            known = {"yaml": SETTINGS}
            self._send({"id": message["id"], "result": [known.get(item.get("section")) for item in wanted] or None})
        return message

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _listen(self) -> None:
        assert self._server.stdout
        with self._server.stdout as stream:
            while header := stream.readline():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                    while stream.readline().strip():
                        pass
                    self._heard.put(json.loads(stream.read(length)))


class OpenFile:
    """A file open in the editor. Places are found by the text before them, as a person would point."""

    def __init__(self, editor: Editor, uri: str, text: str) -> None:
        self._editor = editor
        self._uri = uri
        self._text = text

    def problems(self) -> list[tuple[int, str]]:
        """Return what is wrong: line (from 1) and message."""
        return sorted(
            (item["range"]["start"]["line"] + 1, item["message"]) for item in self._editor.diagnostics(self._uri)
        )

    def completions(self, after: str) -> set[str]:
        """Return what is offered right after some text."""
        answer = self._editor.ask("textDocument/completion", self._at(self._text.index(after) + len(after)))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"] for item in items}

    def hover(self, word: str) -> str:
        """Return what is said of a word."""
        answer = self._editor.ask("textDocument/hover", self._at(self._text.index(word) + 1))
        return str(answer["contents"]["value"]) if answer else ""

    def _at(self, offset: int) -> dict[str, Any]:
        before = self._text[:offset]
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        return {"textDocument": {"uri": self._uri}, "position": {"line": line, "character": column}}
