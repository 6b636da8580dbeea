"""`assistant unanswered`, on what the trained assistant really kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from door_fakes import SECRET, Door, buttons_of
from typer.testing import CliRunner

from assistant.booking.shared import shared_store
from assistant.commands import app
from assistant.settings import load_settings
from assistant.tracker_store import store as conversations

CANARIES = re.compile(r"zyqquorra|xylocanary|555.?01|canary\.example", re.IGNORECASE)


def run(*words: str) -> Any:
    """Run `assistant unanswered ...`."""
    return CliRunner().invoke(app, ["unanswered", *words])


async def test_the_editor_reads_what_many_asked_and_nobody_by_name(real_door: Door, tmp_path: Path) -> None:
    """Five sessions that ask for a price make a group; a question of four does not, and no canary is printed."""
    for number in range(5):
        token = (await real_door.open())["token"]
        who = f"my name is Zyqquorra{number}, xylocanary{number}@canary.example 212-555-018{number}"
        said = f"how much does chemo cost, {who}"
        assert (await real_door.say(token, said))["record"]["outcome"] == "redirect"
        if number < 4:
            await real_door.say(token, "can i take my dog to radiation therapy")
        await real_door.say(token, "what is surgery")
    shown = run()
    assert shown.exit_code == 0, shown.output
    assert "out_of_scope_cost" in shown.output
    assert "cost" in shown.output
    assert "dog" not in shown.output
    for form in ("csv", "markdown"):
        file = tmp_path / form
        assert run(str(file), "--form", form, "--days", "1").exit_code == 0
        assert file.stat().st_mode & 0o077 == 0
        assert "out_of_scope_cost" in file.read_text(encoding="utf-8")
        assert not CANARIES.search(file.read_text(encoding="utf-8"))
    assert not CANARIES.search(shown.output)
    with shared_store().transaction() as connection:
        notes = [row.what for row in connection.exec_driver_sql("SELECT what FROM audit ORDER BY id")]
    assert notes[-1] == "report of unanswered questions"


def test_the_report_is_of_the_database_that_the_server_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where conversations are in PostgreSQL the report never tells of an empty file instead."""
    monkeypatch.setenv("ASSISTANT_DATABASE", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv("ASSISTANT_SECRET", SECRET)
    monkeypatch.setenv("ASSISTANT_BOOKING_KEYS", Fernet.generate_key().decode())
    load_settings.cache_clear()
    try:
        shown = run()
    finally:
        monkeypatch.undo()
        load_settings.cache_clear()
    assert shown.exit_code == 1
    assert "ASSISTANT_DATABASE" in shown.output


async def test_what_is_typed_into_the_form_is_in_no_report(real_door: Door) -> None:
    """Ten sessions that type the same into the form make no group of it: there it is an answer, not a question."""
    for _ in range(6):
        token = (await real_door.open())["token"]
        await real_door.say(token, "i want to book an appointment")
        turn = await real_door.say(token, "no")
        await real_door.send(token, {"press": next(iter(buttons_of(turn).values()))})
        await real_door.say(token, "quabblefrotz")
    assert "quabblefrotz" not in run().output


@pytest.mark.parametrize("words", [("--days", "0"), ("--form", "pdf"), ("/no/such/folder/report.csv",)])
def test_a_wrong_command_is_clear(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No days, an unknown form, or a file that can't be written end with a message and no traceback."""
    monkeypatch.setattr(conversations, "DATABASE", tmp_path / "conversations.db")
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert isinstance(result.exception, SystemExit)
