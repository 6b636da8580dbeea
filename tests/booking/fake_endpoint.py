"""A hospital's endpoint that fails half of the time: before it takes a Bundle, or after, when we can't know."""

from __future__ import annotations

import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fhir.resources.R4B.bundle import Bundle
from standardwebhooks import Webhook


class FakeEndpoint:
    """Keeps what it took: code -> idempotency keys -> how often."""

    def __init__(self, secret: str, failing: float) -> None:
        self.webhook = Webhook(secret)
        self.failing = failing
        self.random = random.Random(20261123)
        self.lock = threading.Lock()
        self.taken: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.refused = 0
        self.bodies: list[str] = []
        self.url = ""

    def take(self, body: str, headers: dict[str, str]) -> int:
        """Take a Bundle or fail; return the status to answer."""
        self.webhook.verify(body, headers)
        bundle = Bundle.model_validate_json(body)
        assert bundle.type == "transaction"
        task = bundle.entry[0].resource
        with self.lock:
            if self.random.random() < self.failing / 2:
                self.refused += 1
                return 503
            self.bodies.append(body)
            self.taken[task.identifier[0].value][headers["idempotency-key"]] += 1
            if self.random.random() < self.failing / 2 / (1 - self.failing / 2):
                self.refused += 1
                return 500
        return 200


@contextmanager
def serving(secret: str, failing: float = 0.0) -> Iterator[FakeEndpoint]:
    """Serve a fake endpoint on a free port."""
    endpoint = FakeEndpoint(secret, failing)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status = endpoint.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_port}/fhir"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
