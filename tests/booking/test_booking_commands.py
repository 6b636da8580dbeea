"""`assistant bookings`: what schedulers and the hospital's IT do in a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import PASSWORD
from typer.testing import CliRunner

from assistant.booking.passwords import Passwords
from assistant.booking.store import BookingStore
from assistant.commands import bookings as commands
from assistant.settings import Settings


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
        (["reopen", "K7Q-4M9"], "is done"),
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


def test_requests_of_one_number_name_each_other(run, store: BookingStore, make_request) -> None:
    """The list names the first three others, one request and the CSV all; those that are done are no others."""
    codes = [store.submit(make_request(), f"key {number}").code for number in range(5)]
    apart = store.submit(make_request("212-555-0143"), "another number").code
    listed = run("list").output
    assert f"same number: {', '.join(codes[1:4])} and 1 more" in listed
    assert listed.count("same number") == len(codes)
    shown = run("show", codes[0]).output
    assert ", ".join(codes[1:]) in shown
    assert "same number" not in run("show", apart).output
    rows = {row["code"]: row["same_number"] for row in csv.DictReader(io.StringIO(run("export").output))}
    assert rows[codes[0]].split() == codes[1:]
    assert rows[apart] == ""
    for code in codes[1:]:
        store.done(code, "t")
    assert "same number" not in run("list").output
    assert codes[0] in run("show", codes[1]).output


def test_a_request_that_was_marked_by_mistake_waits_again(run, store: BookingStore, make_request) -> None:
    """Who was not called after all is back on the list, under the same code; the log says who did it."""
    code = store.submit(make_request(), "one").code
    run("done", code)
    assert f"{code} waits for a call again" in run("reopen", code).output
    assert code in run("list").output
    with store.database.engine.connect() as connection:
        looks = connection.exec_driver_sql("SELECT what FROM audit ORDER BY id").scalars().all()
    assert looks == ["requested", "done", "reopened", "list"]


def test_what_is_not_set_up_is_not_waited_for(run, store: BookingStore, make_request) -> None:
    """Without a delivery a request is "listed here", in the list and by itself."""
    code = store.submit(make_request(), "one").code
    assert "listed here" in run("list").output
    assert "listed here" in run("show", code).output
