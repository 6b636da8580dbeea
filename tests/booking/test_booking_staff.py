"""The staff's page and commands: only for the staff, and nothing in them runs or is loaded from elsewhere."""

from __future__ import annotations

import re

import pytest
from desk import HASH, PASSWORD, app_of, browser, csrf
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.booking.errors import BookingError
from assistant.booking.passwords import Passwords, hash_password
from assistant.booking.store import BookingStore
from assistant.server.staff import staff_router


def _tries(browser: TestClient, name: str, password: str = "wrong", times: int = 1) -> list[int]:
    """Try to sign in; return the statuses."""
    form = {"name": name, "password": password}
    return [browser.post("/staff/sign-in", data=form).status_code for _ in range(times)]


@pytest.fixture
def app(store: BookingStore, monkeypatch) -> FastAPI:
    """Make the page, with passwords that are compared without the tenth of a second that it takes on purpose."""
    monkeypatch.setattr(
        Passwords, "right", lambda _, name, password: name in {"r.sample", "s.sample"} and password == PASSWORD
    )
    return app_of(store)


def test_the_page_is_off_where_nobody_may_sign_in(store: BookingStore) -> None:
    """Without passwords there is no page at all."""
    assert staff_router(store, store.settings) is None


@pytest.mark.parametrize("path", ["/staff", "/staff/requests/K7Q-4M9"])
def test_nobody_sees_a_request_without_signing_in(nobody: TestClient, path: str) -> None:
    """Whoever is not signed in is sent to the sign-in, also with a cookie that is made up."""
    nobody.cookies.set("staff_session", "made.up", path="/staff")
    answer = nobody.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/sign-in")


@pytest.mark.parametrize("path", ["/staff/requests/K7Q-4M9/done", "/staff/search", "/staff/sign-out"])
def test_a_form_needs_its_token(staff: TestClient, path: str) -> None:
    """A form that another page makes changes nothing."""
    assert staff.post(path, data={"code": "K7Q-4M9"}).status_code == 403
    assert staff.post(path, data={"code": "K7Q-4M9", "csrf": "made-up"}).status_code == 403


def test_a_form_of_another_site_is_refused(staff: TestClient) -> None:
    """Also with the right token."""
    token = csrf(staff.get("/staff").text)
    answer = staff.post("/staff/sign-out", data={"csrf": token}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert staff.get("/staff").status_code == 200


def test_a_request_is_found_and_marked_as_done(staff: TestClient, store: BookingStore, make_request) -> None:
    """List, search by code as it was read aloud, show, mark; each under the person's name in the audit log."""
    code = store.submit(make_request(name="Ana Example"), "one").code
    page = staff.get("/staff").text
    assert "Ana Example" in page
    token = csrf(page)
    found = staff.post("/staff/search", data={"csrf": token, "code": code.lower().replace("-", " ")})
    assert found.headers["location"] == f"/staff/requests/{code}"
    assert "(212) 555-0142" in staff.get(f"/staff/requests/{code}").text
    assert staff.post(f"/staff/requests/{code}/done", data={"csrf": token}).status_code == 303
    assert "Ana Example" not in staff.get("/staff").text
    assert "Ana Example" in staff.get("/staff?all=1").text
    assert staff.post(f"/staff/requests/{code}/done", data={"csrf": token}).status_code == 409
    with store.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT what FROM audit WHERE who = 'r.sample' ORDER BY id").all()
    assert [row.what for row in rows] == ["list", "show", "done", "list", "list", "done (none waiting)"]


def test_a_name_is_text(staff: TestClient, store: BookingStore, make_request) -> None:
    """A script in a name is shown, not run."""
    name = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    code = store.submit(make_request(name=name, access=name), "one").code
    for path in ("/staff", f"/staff/requests/{code}"):
        page = staff.get(path).text
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_nothing_is_loaded_from_elsewhere(staff: TestClient, store: BookingStore, make_request) -> None:
    """Every address in the pages is ours, there is no script, and the policy says so to the browser."""
    code = store.submit(make_request(), "one").code
    for path in ("/staff", "/staff/sign-in", f"/staff/requests/{code}", "/staff/requests/nonsense"):
        answer = staff.get(path)
        addresses = re.findall(r'(?:src|href|action)="([^"]*)"', answer.text)
        assert addresses
        assert all(address.startswith(("/staff", "/static/")) for address in addresses)
        assert "script" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


def test_guessing_is_limited(nobody: TestClient) -> None:
    """After ten tries for a name, even the right password waits."""
    for _ in range(10):
        assert nobody.post("/staff/sign-in", data={"name": "r.sample", "password": "wrong"}).status_code == 403
    right = {"name": "r.sample", "password": PASSWORD}
    assert nobody.post("/staff/sign-in", data=right).status_code == 429


def test_one_address_locks_out_no_other(app: FastAPI) -> None:
    """However often one address tries, with names of the staff or made-up ones, everybody signs in from elsewhere."""
    stranger = browser(app, "203.0.113.9")
    for number in range(80):
        _tries(stranger, f"made up {number}")
    assert _tries(stranger, "made up again") == [429]
    other = browser(app, "203.0.113.10")
    assert _tries(other, "r.sample", times=11) == [403] * 10 + [429]
    assert _tries(browser(app, "192.0.2.7"), "r.sample", PASSWORD) == [303]
    assert _tries(browser(app, "192.0.2.7"), "s.sample", PASSWORD) == [303]


def test_one_address_guesses_no_more_for_many_names(app: FastAPI) -> None:
    """Sixty tries in 15 minutes from an address, whatever the names; a network of IPv6 (/64) is one address."""
    stranger = browser(app, "203.0.113.9")
    assert [_tries(stranger, f"name {number}")[0] for number in range(61)] == [403] * 60 + [429]
    statuses = [_tries(browser(app, f"2001:db8::{number:x}"), f"name {number}")[0] for number in range(1, 62)]
    assert statuses == [403] * 60 + [429]
    assert _tries(browser(app, "2001:db8:0:1::1"), "r.sample", PASSWORD) == [303]


def test_many_addresses_guess_no_more_for_one_name(app: FastAPI) -> None:
    """Forty tries for a name in 15 minutes from all addresses together; then the right password waits too.

    Not so at an address where this person has signed in already, nor for others of the staff. A name that nobody has
    is answered alike: it can't be told which ones are known.
    """
    desk = browser(app, "192.0.2.7")
    assert _tries(desk, "r.sample", PASSWORD) == [303]
    for name in ("r.sample", "nobody"):
        statuses = [_tries(browser(app, f"203.0.113.{number}"), name)[0] for number in range(41)]
        assert statuses[:39] == [403] * 39
        assert statuses[40] == 429
    assert _tries(browser(app, "198.51.100.1"), "r.sample", PASSWORD) == [429]
    assert _tries(browser(app, "198.51.100.1"), "s.sample", PASSWORD) == [303]
    assert _tries(desk, "r.sample", PASSWORD) == [303]
    assert _tries(desk, "r.sample", times=9) == [403] * 8 + [429]


def test_signing_out_ends_the_session(staff: TestClient) -> None:
    """The old cookie opens nothing afterwards."""
    cookie = staff.cookies["staff_session"]
    staff.post("/staff/sign-out", data={"csrf": csrf(staff.get("/staff").text)})
    staff.cookies.set("staff_session", cookie, path="/staff")
    assert staff.get("/staff").status_code == 303


def test_a_session_ends_by_itself(staff: TestClient, monkeypatch) -> None:
    """After half an hour without a click."""
    monkeypatch.setattr("assistant.server.staff_access.IDLE_SECONDS", -1)
    assert staff.get("/staff").status_code == 303


def test_passwords_are_hashed() -> None:
    """A hash is salted, fits its password only, and a short password is refused."""
    assert PASSWORD not in HASH
    assert hash_password(PASSWORD) != HASH
    known = Passwords(f"r.sample:{HASH}")
    assert known.right("r.sample", PASSWORD)
    assert not known.right("r.sample", PASSWORD + "x")
    assert not known.right("somebody", PASSWORD)
    with pytest.raises(BookingError, match="12 characters"):
        hash_password("short")
    with pytest.raises(BookingError, match="ASSISTANT_STAFF_PASSWORDS"):
        Passwords("r.sample:plain-password")
