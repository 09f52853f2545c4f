"""A learning record store for tests: a real server on this machine that can be told to fail."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Store:
    """What came in, and what to answer next: a status, or `cut` for a connection that breaks after all was read."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.next: list[int | str] = []
        self.seen: list[tuple[str, int, str]] = []  # method, how many statements, authorization
        self.refuse: set[str] = set()  # verbs of statements it does not take
        self.address = ""

    def post(self, rows: list[dict[str, Any]]) -> int:
        """Take all or none, as the specification says."""
        if any(row["verb"]["id"] in self.refuse for row in rows):
            return 400
        if any(row["id"] in self.kept and self.kept[row["id"]] != row for row in rows):
            return 409
        self.kept |= {row["id"]: row for row in rows}
        return 200

    def verbs(self) -> list[str]:
        """Return what is kept, by the last word of the verb."""
        return [row["verb"]["id"].rpartition("/")[2] for row in self.kept.values()]


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            """Stay silent."""

        def do_POST(self) -> None:
            rows = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.headers["X-Experience-API-Version"] == "1.0.3"
            store.seen.append(("POST", len(rows), self.headers["Authorization"]))
            told = store.next.pop(0) if store.next else None
            if isinstance(told, int):
                return self.answer(told, [])
            status = store.post(rows)
            if told == "cut":
                self.connection.close()
                return None
            return self.answer(status, [row["id"] for row in rows])

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            store.seen.append(("GET", 1, self.headers["Authorization"]))
            found = store.kept.get(query.get("statementId", [""])[0])
            self.answer(200 if found else 404, found)

        def answer(self, status: int, body: Any) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


@contextmanager
def serving() -> Iterator[Store]:
    """Serve on a free port until the block ends."""
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(store))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    store.address = f"http://127.0.0.1:{server.server_address[1]}/xapi"
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
