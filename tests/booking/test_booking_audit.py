"""The audit log names every look and every change, and shows whether it was changed itself."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from assistant.booking.store import BookingStore


def test_every_look_and_change_is_in_the_audit_log(any_store: BookingStore, make_request) -> None:
    """Who, what and which code; no name and no number."""
    code = any_store.submit(make_request(), "one").code
    any_store.list("r.sample")
    any_store.show(code, "r.sample")
    any_store.done(code, "r.sample")
    with any_store.database.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT who, what, code FROM audit ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [
        ("assistant", "requested", code),
        ("r.sample", "list", None),
        ("r.sample", "show", code),
        ("r.sample", "done", code),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'nobody' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "UPDATE audit SET code = NULL WHERE id = 1",
    ],
)
def test_a_change_of_the_audit_log_shows(any_store: BookingStore, make_request, change: str) -> None:
    """A row that was changed or taken out breaks the chain."""
    any_store.submit(make_request(), "one")
    any_store.list("a")
    any_store.list("b")
    assert any_store.audit_verdict().broken_at is None
    with any_store.database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert any_store.audit_verdict().broken_at is not None


def test_a_cut_end_of_the_audit_log_shows_by_a_noted_hash(any_store: BookingStore, make_request) -> None:
    """Rows taken from the end leave a whole chain, which the hash that was noted elsewhere is not in."""
    any_store.submit(make_request(), "one")
    head = any_store.audit_verdict().head
    with any_store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    assert not any_store.audit_verdict(head).knows_head
