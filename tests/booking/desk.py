"""The staff's page without the rest of the server, and a browser in front of it."""

from __future__ import annotations

import re

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.booking.passwords import hash_password
from assistant.booking.store import BookingStore
from assistant.server.guard import Guard
from assistant.server.staff import staff_router

PASSWORD = "a long enough password"
HASH = hash_password(PASSWORD)


def app_of(store: BookingStore) -> FastAPI:
    """Return the page, for which r.sample and s.sample have a password."""
    passwords = SecretStr(f"r.sample:{HASH},s.sample:{HASH}")
    settings = store.settings.model_copy(update={"staff_passwords": passwords})
    app = FastAPI(openapi_url=None)
    router = staff_router(store, settings)
    assert router is not None
    app.include_router(router)
    app.add_middleware(Guard)
    return app


def browser(app: FastAPI, address: str = "192.0.2.1") -> TestClient:
    """Return a browser at an address, that is not signed in."""
    return TestClient(app, follow_redirects=False, base_url="http://desk.test", client=(address, 50_000))


def csrf(page: str) -> str:
    """Return the token of the forms on a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]
