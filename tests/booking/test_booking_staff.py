"""The staff's page and commands: only for the staff, and nothing in them runs or is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from typer.testing import CliRunner

from assistant.booking.errors import BookingError
from assistant.booking.passwords import Passwords, hash_password
from assistant.booking.store import BookingStore
from assistant.commands import bookings as commands
from assistant.server.guard import Guard
from assistant.server.staff import staff_router
from assistant.settings import Settings

PASSWORD = "a long enough password"
HASH = hash_password(PASSWORD)


def _client(store: BookingStore, address: str = "192.0.2.1") -> TestClient:
    return _from(_app(store), address)


def _from(app: FastAPI, address: str) -> TestClient:
    return TestClient(app, follow_redirects=False, base_url="http://desk.test", client=(address, 50_000))


def _app(store: BookingStore) -> FastAPI:
    passwords = SecretStr(f"r.sample:{HASH},s.sample:{HASH}")
    settings = store.settings.model_copy(update={"staff_passwords": passwords})
    app = FastAPI(openapi_url=None)
    router = staff_router(store, settings)
    assert router is not None
    app.include_router(router)
    app.add_middleware(Guard)
    return app


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
    return _app(store)


@pytest.fixture
def nobody(store: BookingStore) -> TestClient:
    """A browser that is not signed in."""
    return _client(store)


@pytest.fixture
def staff(nobody: TestClient) -> TestClient:
    """A browser that is signed in."""
    answer = nobody.post("/staff/sign-in", data={"name": "r.sample", "password": PASSWORD})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    return nobody


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


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
    token = _csrf(staff.get("/staff").text)
    answer = staff.post("/staff/sign-out", data={"csrf": token}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert staff.get("/staff").status_code == 200


def test_a_request_is_found_and_marked_as_done(staff: TestClient, store: BookingStore, make_request) -> None:
    """List, search by code as it was read aloud, show, mark; each under the person's name in the audit log."""
    code = store.submit(make_request(name="Ana Example"), "one").code
    page = staff.get("/staff").text
    assert "Ana Example" in page
    token = _csrf(page)
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
    stranger = _from(app, "203.0.113.9")
    for number in range(80):
        _tries(stranger, f"made up {number}")
    assert _tries(stranger, "made up again") == [429]
    other = _from(app, "203.0.113.10")
    assert _tries(other, "r.sample", times=11) == [403] * 10 + [429]
    assert _tries(_from(app, "192.0.2.7"), "r.sample", PASSWORD) == [303]
    assert _tries(_from(app, "192.0.2.7"), "s.sample", PASSWORD) == [303]


def test_one_address_guesses_no_more_for_many_names(app: FastAPI) -> None:
    """Sixty tries in 15 minutes from an address, whatever the names; a network of IPv6 (/64) is one address."""
    stranger = _from(app, "203.0.113.9")
    assert [_tries(stranger, f"name {number}")[0] for number in range(61)] == [403] * 60 + [429]
    statuses = [_tries(_from(app, f"2001:db8::{number:x}"), f"name {number}")[0] for number in range(1, 62)]
    assert statuses == [403] * 60 + [429]
    assert _tries(_from(app, "2001:db8:0:1::1"), "r.sample", PASSWORD) == [303]


def test_many_addresses_guess_no_more_for_one_name(app: FastAPI) -> None:
    """Forty tries for a name in 15 minutes from all addresses together; then the right password waits too.

    Not so at an address where this person has signed in already, nor for others of the staff. A name that nobody has
    is answered alike: it can't be told which ones are known.
    """
    desk = _from(app, "192.0.2.7")
    assert _tries(desk, "r.sample", PASSWORD) == [303]
    for name in ("r.sample", "nobody"):
        statuses = [_tries(_from(app, f"203.0.113.{number}"), name)[0] for number in range(41)]
        assert statuses[:39] == [403] * 39
        assert statuses[40] == 429
    assert _tries(_from(app, "198.51.100.1"), "r.sample", PASSWORD) == [429]
    assert _tries(_from(app, "198.51.100.1"), "s.sample", PASSWORD) == [303]
    assert _tries(desk, "r.sample", PASSWORD) == [303]
    assert _tries(desk, "r.sample", times=9) == [403] * 8 + [429]


def test_signing_out_ends_the_session(staff: TestClient) -> None:
    """The old cookie opens nothing afterwards."""
    cookie = staff.cookies["staff_session"]
    staff.post("/staff/sign-out", data={"csrf": _csrf(staff.get("/staff").text)})
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


@pytest.fixture
def run(sqlite_settings: Settings, monkeypatch) -> Iterator[object]:
    """Give a function that runs `assistant bookings ...`."""
    monkeypatch.setattr(commands, "load_settings", lambda: sqlite_settings)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *words, **more: CliRunner().invoke(commands.app, list(words), **more)


def test_the_commands_work(run, store: BookingStore, make_request, tmp_path: Path) -> None:
    """A scheduler lists, shows, exports, marks as done; IT checks the log and purges."""
    assert "No request waits" in run("list").output
    code = store.submit(make_request(name="Ana [bold]Example"), "one").code
    assert "Ana [bold]Example" in run("list").output
    assert "(212) 555-0142" in run("show", code.lower()).output
    file = tmp_path / "out.csv"
    assert run("export", str(file)).exit_code == 0
    assert code in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("done", code).exit_code == 0
    assert "is whole" in run("audit").output
    assert run("purge", "--older-than", "0d", input="n\n").exit_code == 1
    assert "Deleted: 1" in run("purge", "--older-than", "0d", "--yes").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "nonsense"], "looks like K7Q-4M9"),
        (["done", "K7Q-4M9"], "waits for a call"),
        (["purge", "--older-than", "90"], "such as 30d"),
        (["deliver"], "docs/booking.md"),
        (["audit", "--head", "0" * 63], "not in it"),
    ],
)
def test_a_wrong_command_is_one_line(run, words: list[str], says: str) -> None:
    """What was wrong and what to do, and an exit code for scripts."""
    result = run(*words)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_password_entry_is_made(run) -> None:
    """What the command prints can be put into the setting."""
    result = run("password", "r.sample", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert Passwords(result.output.strip().splitlines()[-1]).right("r.sample", PASSWORD)


def test_two_open_requests_of_a_number_are_marked(make_request) -> None:
    """The staff sees that two open requests have one number, so that they call once; a done one is not counted."""
    from types import SimpleNamespace

    from jinja2 import Environment, FileSystemLoader

    from assistant.server import staff

    pages = Environment(loader=FileSystemLoader(Path(staff.__file__).parent / "staff_pages"), autoescape=True)
    pages.filters["moment"] = str

    def marks(handled: bool) -> int:
        row = {"code": "K7Q-4M9", "call_by": "", "delivery": "waiting", "request": make_request()}
        found = [SimpleNamespace(**row, handled=None), SimpleNamespace(**row, handled=handled or None)]
        page = pages.get_template("list.html").render(bookings=found, everything=True, path="/staff", session=None)
        return page.count("another open request has this number")

    assert (marks(False), marks(True)) == (2, 0)
