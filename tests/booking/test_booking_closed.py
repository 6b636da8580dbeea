"""A request that none of the keys opens holds up no other, and is seen as what it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from typer.testing import CliRunner

from assistant.booking import shared
from assistant.booking.delivery.worker import deliver_due
from assistant.booking.outbox import Parcel
from assistant.booking.passwords import hash_password
from assistant.booking.store import BookingError, BookingStore
from assistant.booking.tables import bookings, outbox
from assistant.booking.upkeep import rotate_keys
from assistant.commands import bookings as commands
from assistant.server.staff import staff_router
from assistant.settings import Settings

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PASSWORD = "a long enough password"

Opened = Callable[[str], BookingStore]


class Taking:
    """A deliverer that takes everything."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    def deliver(self, parcel: Parcel) -> None:
        """Take it."""
        self.codes.append(parcel.booking.code)


@pytest.fixture
def opened(any_settings: Settings) -> Iterator[Opened]:
    """Give a function that opens the store of a test with these keys."""
    stores: list[BookingStore] = []

    def opened_with(keys: str) -> BookingStore:
        stores.append(BookingStore.open(any_settings.model_copy(update={"booking_keys": SecretStr(keys)})))
        return stores[-1]

    yield opened_with
    for one in stores:
        one.database.engine.dispose()


@pytest.fixture
def closed(opened: Opened, make_request) -> str:
    """Keep a request under the old key, then one under the new; return the code of the first."""
    code = opened(OLD).submit(make_request("212-555-0101", name="Ana Example"), "one").code
    opened(f"{NEW},{OLD}").submit(make_request("212-555-0102", name="Sam Sample"), "two")
    return code


def test_delivery_goes_on_without_it(opened: Opened, closed: str, caplog) -> None:
    """It is put aside at once, with a reason that holds no word of the person; the others arrive."""
    store, taking = opened(NEW), Taking()
    report = deliver_due(store, taking)
    assert (report.delivered, report.later, report.dead) == (1, 0, 1)
    assert len(taking.codes) == 1
    assert closed not in taking.codes
    assert deliver_due(store, taking).dead == 0
    with store.database.engine.connect() as connection:
        rows = connection.execute(sa.select(outbox.c.state, outbox.c.last_error).order_by(outbox.c.id)).all()
        looks = connection.exec_driver_sql("SELECT what FROM audit WHERE who = 'delivery' ORDER BY id").scalars().all()
    assert [tuple(row) for row in rows] == [("dead", "can't be opened"), ("delivered", None)]
    assert looks == ["given up", "delivered"]
    assert "booking.not_opened" in caplog.text
    assert "Ana" not in caplog.text


def test_it_is_listed_in_its_place(opened: Opened, closed: str) -> None:
    """The list shows all rows, this one without what is sealed; it can be marked as done."""
    store = opened(NEW)
    first, second = store.list("t")
    assert (first.code, first.delivery) == (closed, "waiting")
    assert not hasattr(first, "request")
    assert second.request.name == "Sam Sample"
    assert store.done(closed, "t")
    assert [one.code for one in store.list("t")] == [second.code]


def _put(store: BookingStore, code: str, sealed: str) -> None:
    """Put something else where the sealed content of a request was."""
    with store.database.engine.begin() as connection:
        connection.execute(bookings.update().where(bookings.c.code == code).values(personal=sealed))


ODD_FORMS = {
    "a request of a newer version": {"request": {"of": "Ana Example"}, "earlier": []},
    "nothing earlier": {"request": {"of": "Ana Example"}},
    "no request": {"earlier": []},
    "nothing at all": {},
    "null": None,
    "a list": ["Ana Example"],
    "a text": "Ana Example",
    "earlier of another kind": {"request": {}, "earlier": None},
}


@pytest.mark.parametrize("content", ODD_FORMS.values(), ids=ODD_FORMS)
def test_content_of_another_form_holds_up_no_other(opened: Opened, make_request, caplog, content: object) -> None:
    """What opens and can't be understood, whatever it is, is listed as closed and put aside; the others arrive."""
    store, taking = opened(NEW), Taking()
    code = store.submit(make_request("212-555-0101"), "one").code
    other = store.submit(make_request("212-555-0102"), "two").code
    _put(store, code, store.keys.seal(content))
    assert [hasattr(one, "request") for one in store.list("t")] == [False, True]
    assert deliver_due(store, taking).dead == 1
    assert taking.codes == [other]
    assert "booking.not_opened" in caplog.text
    assert "Ana" not in caplog.text
    assert rotate_keys(opened(f"{Fernet.generate_key().decode()},{NEW}"), "t") == (2, 0)


@pytest.mark.parametrize("sealed", ["", "no seal", "gAAAAA\u00e9\u2014"])
def test_what_is_no_seal_holds_up_no_other(opened: Opened, make_request, sealed: str) -> None:
    """A damaged cell, also one with letters that no seal has, is a request that can't be opened."""
    store, taking = opened(NEW), Taking()
    code = store.submit(make_request("212-555-0101"), "one").code
    other = store.submit(make_request("212-555-0102"), "two").code
    _put(store, code, sealed)
    assert [hasattr(one, "request") for one in store.list("t")] == [False, True]
    assert deliver_due(store, taking).dead == 1
    assert taking.codes == [other]
    assert rotate_keys(opened(f"{Fernet.generate_key().decode()},{NEW}"), "t") == (1, 1)


def test_a_change_of_one_that_cannot_be_read_is_a_request_of_its_own(opened: Opened, make_request) -> None:
    """The patient's request is saved, with a code of its own, and what can't be read stays in the list beside it."""
    store = opened(NEW)
    before = store.submit(make_request("212-555-0101"), "one", caller=True)
    _put(store, before.code, store.keys.seal({"request": {}}))
    receipt = store.submit(make_request("212-555-0101", name="Sam Sample"), "two", caller=True)
    assert not receipt.updated
    assert [(one.code, one.also_open) for one in store.list("t")] == [
        (before.code, (receipt.code,)),
        (receipt.code, (before.code,)),
    ]


def test_with_the_key_put_back_it_is_delivered(opened: Opened, closed: str) -> None:
    """As the list advises: the old key back, `rotate-keys`, and the old key can go for good."""
    deliver_due(opened(NEW), Taking())
    both, taking = opened(f"{NEW},{OLD}"), Taking()
    assert rotate_keys(both, "t") == (2, 0)
    assert deliver_due(both, taking).delivered == 1
    assert taking.codes == [closed]
    assert [one.request.name for one in opened(NEW).list("t")] == ["Ana Example", "Sam Sample"]


def test_keys_are_changed_for_all_others(opened: Opened, closed: str) -> None:
    """A key that is lost for good keeps no other request from a new key; the closed one stays as it is."""
    store = opened(f"{Fernet.generate_key().decode()},{NEW}")
    assert rotate_keys(store, "t") == (1, 1)
    assert [hasattr(one, "request") for one in store.list("t")] == [False, True]
    assert rotate_keys(opened(f"{store.settings.booking_keys.get_secret_value()},{OLD}"), "t") == (2, 0)


@pytest.fixture
def start(any_settings: Settings, monkeypatch) -> Iterator[Callable[[str], BookingStore]]:
    """Give a function that opens the store as the server's start does."""
    original = shared.shared_store.__wrapped__
    stores: list[BookingStore] = []

    def started(keys: str) -> BookingStore:
        settings = any_settings.model_copy(update={"booking_keys": SecretStr(keys)})
        monkeypatch.setattr(shared, "load_settings", lambda: settings)
        stores.append(original())
        return stores[-1]

    yield started
    for one in stores:
        one.database.engine.dispose()


def test_the_start_says_how_many_and_goes_on(start: Opened, closed: str, caplog) -> None:
    """Patients are served, and the log says how many requests can't be opened and what to do; no word of a person."""
    start(NEW)
    assert "booking.not_opened requests=1" in caplog.text
    assert "rotate-keys" in caplog.text
    assert "Ana" not in caplog.text
    caplog.clear()
    start(f"{NEW},{OLD}")
    assert caplog.text == ""


def test_the_start_with_a_key_that_others_lack_delivers_what_they_put_aside(
    start: Opened, opened: Opened, closed: str
) -> None:
    """While keys are changed, a replica with the keys of yesterday may put aside what another one can open."""
    deliver_due(opened(NEW), Taking())
    start(NEW)
    assert opened(NEW).list("t")[0].delivery == "dead"
    taking = Taking()
    assert deliver_due(start(f"{NEW},{OLD}"), taking).delivered == 1
    assert taking.codes == [closed]


def test_the_start_is_refused_without_the_key_of_the_newest(opened: Opened, start: Opened, closed: str) -> None:
    """Keys of yesterday would seal what others can't open: one line that says which setting, and what to do."""
    with pytest.raises(BookingError, match=r"ASSISTANT_BOOKING_KEYS.*rotate-keys"):
        start(OLD)


def test_the_page_shows_it(opened: Opened, closed: str) -> None:
    """A row that says so and what to do, a page of its own, and "Mark as done" works."""
    store = opened(NEW)
    passwords = SecretStr(f"r.sample:{hash_password(PASSWORD)}")
    app = FastAPI(openapi_url=None)
    router = staff_router(store, store.settings.model_copy(update={"staff_passwords": passwords}))
    assert router is not None
    app.include_router(router)
    desk = TestClient(app, follow_redirects=False, base_url="http://desk.test")
    desk.post("/staff/sign-in", data={"name": "r.sample", "password": PASSWORD})
    page = desk.get("/staff").text
    assert closed in page
    assert "can't be opened" in page
    assert "assistant bookings rotate-keys" in page
    assert "Sam Sample" in page
    one = desk.get(f"/staff/requests/{closed}")
    assert one.status_code == 200
    assert "assistant bookings rotate-keys" in one.text
    token = re.search(r'name="csrf" value="([^"]+)"', one.text)
    assert token
    assert desk.post(f"/staff/requests/{closed}/done", data={"csrf": token[1]}).status_code == 303
    assert closed not in desk.get("/staff").text


def test_the_commands_show_it(opened: Opened, closed: str, any_settings: Settings, monkeypatch, tmp_path) -> None:
    """`list`, `show` and `export` hold its row and what to do; `deliver` and `rotate-keys` end with an error."""
    opened(NEW)
    settings = any_settings.model_copy(update={"booking_keys": SecretStr(NEW)})
    monkeypatch.setattr(commands, "load_settings", lambda: settings)
    monkeypatch.setattr("assistant.booking.delivery.deliverer.deliverer_of", lambda _: Taking())
    monkeypatch.setenv("COLUMNS", "200")
    listed, shown, exported, rotated, delivered = (
        CliRunner().invoke(commands.app, words)
        for words in (
            ["list"],
            ["show", closed],
            ["export", str(tmp_path / "out.csv")],
            ["rotate-keys"],
            ["deliver"],
        )
    )
    for result in (listed, shown, rotated):
        assert "can't be opened" in result.output
        assert "assistant bookings rotate-keys" in result.output.replace("\n", " ")
    assert closed in listed.output
    assert "Sam Sample" in listed.output
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert [row["name"] for row in rows] == ["(can't be opened)", "Sam Sample"]
    assert (exported.exit_code, listed.exit_code, shown.exit_code) == (0, 0, 0)
    assert (rotated.exit_code, delivered.exit_code) == (1, 1)
    assert "given up 1" in delivered.output
