"""The staff's list as a nurse reads it: by pages, with what belongs together, and a way back to where she was."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from desk import csrf
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.booking import looking
from assistant.booking.store import BookingStore
from assistant.booking.tables import bookings
from assistant.settings import Settings


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, store: BookingStore, make_request) -> list[str]:
    """Seven requests, on pages of three; return their codes, oldest first."""
    monkeypatch.setattr(looking, "PAGE_SIZE", 3)
    return [store.submit(make_request(f"212-555-01{number:02}"), f"key {number}").code for number in range(7)]


def _codes(page: str) -> list[str]:
    """Return the codes of the rows, from above."""
    return re.findall(r'<td><a href="[^"]*">([^<]+)</a></td>', page)


def _link(page: str, rel: str) -> str | None:
    found = re.search(rf'<a rel="{rel}" href="([^"]*)">', page)
    return found[1].replace("&amp;", "&") if found else None


def _done(staff: TestClient, page: str) -> str:
    """Send the form of a request's page; return where it leads."""
    form = re.findall(r'action="([^"]*/(?:done|reopen)[^"]*)"', page)
    answer = staff.post(form[0].replace("&amp;", "&"), data={"csrf": csrf(page)})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_the_list_has_pages(staff: TestClient, many: list[str]) -> None:
    """Oldest first, the count of all, and links that lead forth and back without a script."""
    first = staff.get("/staff").text
    assert _codes(first) == many[:3]
    assert '<span class="count">7</span>' in first
    assert "Requests 1 to 3 of 7, page 1 of 3" in first
    assert _link(first, "prev") is None
    second = staff.get(str(_link(first, "next"))).text
    assert _codes(second) == many[3:6]
    assert "page 2 of 3</title>" not in first
    assert re.search(r"<title>Waiting for a call, page 2 of 3", second)
    third = staff.get(str(_link(second, "next"))).text
    assert _codes(third) == many[6:]
    assert _link(third, "next") is None
    assert _codes(staff.get(str(_link(second, "prev"))).text) == many[:3]
    assert 'aria-label="Pages of the list"' in second


def test_a_short_list_has_no_pages(staff: TestClient, store: BookingStore, make_request) -> None:
    """Nothing to turn where there is one page."""
    store.submit(make_request(), "one")
    assert "<nav" not in staff.get("/staff").text


@pytest.mark.parametrize("number", ["0", "-1", "99", "two", "9" * 30, "\u0663", ""])
def test_a_page_that_is_not_there(staff: TestClient, many: list[str], number: str) -> None:
    """An address that was typed, or kept from a longer list, shows a page that is there."""
    answer = staff.get("/staff", params={"page": number})
    assert answer.status_code == 200
    assert _codes(answer.text) == (many[6:] if number == "99" else many[:3])


def test_those_that_are_done_stand_behind(staff: TestClient, store: BookingStore, many: list[str]) -> None:
    """With those that are done, who waits is still first; the last that was done follows. The pages keep to it."""
    for code in many[:3]:
        store.done(code, "t")
    first = staff.get("/staff?all=1").text
    second = staff.get(str(_link(first, "next"))).text
    third = staff.get(str(_link(second, "next"))).text
    assert _codes(first) + _codes(second) + _codes(third) == [*many[3:], *reversed(many[:3])]
    assert _codes(staff.get(str(_link(second, "prev"))).text) == _codes(first)


def test_the_way_back_leads_to_where_one_was(staff: TestClient, store: BookingStore, many: list[str]) -> None:
    """From a request, and after "Mark as done", to the same page of the same list, which says what was done."""
    store.done(many[0], "t")
    page = staff.get("/staff?all=1&page=2").text
    code = _codes(page)[1]
    one = staff.get(f"/staff/requests/{code}?all=1&page=2").text
    assert f'href="/staff/requests/{code}?all=1&amp;page=2"' in page
    assert '<a href="/staff?all=1&amp;page=2">Back to the list</a>' in one
    back = _done(staff, one)
    assert back == f"/staff?all=1&page=2&done={code}"
    page = staff.get(back).text
    assert re.search(rf'role="status"><a href="[^"]*">{code}</a> is marked as done', page)


def test_the_last_page_that_becomes_empty(staff: TestClient, many: list[str]) -> None:
    """Whoever marks the only request of the last page as done comes to the page before."""
    back = _done(staff, staff.get(f"/staff/requests/{many[6]}?page=3").text)
    assert _codes(staff.get(back).text) == many[3:6]


def test_a_mistake_is_taken_back(staff: TestClient, store: BookingStore, make_request) -> None:
    """A request that was marked as done and is not goes back on the list, with one click, once."""
    code = store.submit(make_request(), "one").code
    _done(staff, staff.get(f"/staff/requests/{code}").text)
    assert _codes(staff.get("/staff").text) == []
    shown = staff.get(f"/staff/requests/{code}").text
    assert _done(staff, shown) == f"/staff/requests/{code}"
    assert _codes(staff.get("/staff").text) == [code]
    again = staff.post(f"/staff/requests/{code}/reopen", data={"csrf": csrf(shown)})
    assert again.status_code == 409
    assert staff.post(f"/staff/requests/{code}/reopen", data={"csrf": "made up"}).status_code == 403


def test_requests_of_one_number_lead_to_each_other(staff: TestClient, many: list[str], store, make_request) -> None:
    """The other requests of a number are named with links, also from another page of the list, and on each one's page.

    Those that are done are no others; a done request still leads to the one that waits.
    """
    second = store.submit(make_request("212-555-0100"), "again").code
    page = staff.get("/staff").text
    assert re.search(rf'same number: <a href="/staff/requests/{second}">{second}</a>', page)
    assert page.count("same number") == 1
    assert f'<a href="/staff/requests/{second}">{second}</a>' in staff.get(f"/staff/requests/{many[0]}").text
    assert "Another request waits for a call to this number" in staff.get(f"/staff/requests/{second}").text
    assert "to this number" not in staff.get(f"/staff/requests/{many[1]}").text
    store.done(many[0], "t")
    assert "same number" not in staff.get("/staff?page=3").text
    assert "to this number" not in staff.get(f"/staff/requests/{second}").text
    assert second in staff.get(f"/staff/requests/{many[0]}").text


def test_many_requests_of_one_number_stay_readable(staff: TestClient, store: BookingStore, make_request) -> None:
    """The list names three and counts the others."""
    for number in range(6):
        store.submit(make_request(), f"key {number}")
    assert "and 2 more</span>" in staff.get("/staff").text
    assert (
        "5 other requests wait for a call to this number"
        in staff.get(f"/staff/requests/{store.list('t')[0].code}").text
    )


def test_a_number_is_known_under_an_older_key(any_settings: Settings, make_request) -> None:
    """While keys are changed, a request under the old one still belongs to its number; nobody knows of a closed one."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    def opened(keys: str) -> BookingStore:
        return BookingStore.open(any_settings.model_copy(update={"booking_keys": SecretStr(keys)}))

    first = opened(old).submit(make_request(), "one").code
    both = opened(f"{new},{old}")
    second = both.submit(make_request(), "two").code
    assert [one.also_open for one in both.list("t")] == [(second,), (first,)]
    third = opened(new).submit(make_request(), "three").code
    closed, *others = opened(new).list("t")
    assert (closed.code, closed.also_open) == (first, ())
    assert [one.also_open for one in others] == [(third,), (second,)]
    both.database.engine.dispose()


def test_unchecked_numbers_have_no_others(any_store: BookingStore, make_request) -> None:
    """What could not be read as a number is compared with nothing."""
    from assistant.booking.phone import unchecked_phone

    for number in range(2):
        any_store.submit(make_request(phone=unchecked_phone("ask my son")), f"key {number}")
    assert [one.also_open for one in any_store.list("t")] == [(), ()]


def test_a_call_that_is_late_stands_out(staff: TestClient, store: BookingStore, many: list[str]) -> None:
    """Who was promised a call that did not come is called first; a request that is done is late no more."""
    assert "overdue" not in staff.get("/staff").text
    with store.database.engine.begin() as connection:
        late = bookings.c.code.in_(many[:2])
        connection.execute(bookings.update().where(late).values(call_by=datetime.now(UTC) - timedelta(minutes=1)))
    store.done(many[1], "t")
    assert staff.get("/staff?all=1").text.count("overdue") == 1
    assert "overdue" in staff.get(f"/staff/requests/{many[0]}").text
    assert "overdue" not in staff.get(f"/staff/requests/{many[1]}").text


def test_words_are_those_of_people(staff: TestClient, store: BookingStore, make_request) -> None:
    """Topics by their names, who is asked for, an interpreter before the call, no word of a delivery that is not."""
    request = make_request(
        for_whom="someone_else",
        relation="the patient is their mother",
        topic="interventional_radiology, surgery",
        language="Spanish",
        interpreter=True,
    )
    code = store.submit(request, "one").code
    page = staff.get("/staff").text
    assert "asks for someone else" in page
    assert "interpreter: Spanish" in page
    shown = staff.get(f"/staff/requests/{code}").text
    assert "interventional_radiology" not in shown
    assert "<dd>someone else: the patient is their mother</dd>" in shown
    assert "<dd>listed here</dd>" in shown
    assert "<dd>chat on the website</dd>" in shown
