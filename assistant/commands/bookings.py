"""`assistant bookings ...`: what schedulers and the hospital's IT do with appointment requests."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.commands.terminal import days_of, private_file, stop_with, who_is_here
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.booking.store import Booking, BookingStore, ClosedBooking
    from assistant.settings import Settings

app = typer.Typer(help="Requests for an appointment: list, show, mark as done, export, delete.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="The reference code, such as K7Q-4M9.")]
_OTHERS_NAMED = 3
"""Other requests of one number that the list names; `show` names all."""


@app.command("list")
def list_requests(
    everything: Annotated[bool, typer.Option("--all", help="Also those that are done.")] = False,
) -> None:
    """List the requests that wait for a call, oldest first."""
    from assistant.booking.stored import ADVICE, NOT_OPENED, ClosedBooking

    with _store() as store:
        found = store.list(who_is_here(), handled=everything)
    console = Console(highlight=False)
    if not found:
        console.print("No request waits for a call.")
        return
    table = Table("code", "call by", "name", "number", "times", "delivery", title=f"{len(found)} requests")
    for booking in found:
        call_by = "done" if booking.handled else _moment(booking.call_by)
        delivery = _delivery(booking, store.settings)
        if isinstance(booking, ClosedBooking):
            table.add_row(booking.code, call_by, f"[bold red]{NOT_OPENED}[/]", _others(booking).strip(), "", delivery)
            continue
        request = booking.request
        table.add_row(
            booking.code,
            call_by,
            escape(request.name),
            escape(request.phone.shown)
            + ("" if request.phone.checked else " [yellow](not checked)[/]")
            + _others(booking),
            escape(request.times.shown()) if request.times else "any time",
            delivery,
        )
    console.print(table)
    if any(isinstance(booking, ClosedBooking) for booking in found):
        console.print(f"A request {NOT_OPENED}: {ADVICE}", soft_wrap=True)


@app.command()
def show(code: Code) -> None:
    """Show one request with all that was said."""
    from assistant.booking.details import SAME_NUMBER, details, whom
    from assistant.booking.stored import ADVICE, NOT_OPENED, ClosedBooking

    with _store() as store:
        booking = store.show(_code(code), who_is_here())
    if booking is None:
        stop_with(f"There is no request {escape(code)}.")
    console = Console(highlight=False)
    table = Table(show_header=False, title=f"Request {booking.code}")
    rows = []
    if not isinstance(booking, ClosedBooking):
        request = booking.request
        rows = [("name", request.name), ("number", request.phone.shown), ("asks for", whom(request)), *details(request)]
    rows += [
        ("asked", _moment(booking.created)),
        ("changed", _moment(booking.updated) if booking.version > 1 else "no"),
    ]
    rows += [("call by", _moment(booking.call_by)), ("done", _moment(booking.handled) if booking.handled else "no")]
    for name, value in rows:
        table.add_row(name, escape(value))
    if booking.also_open:
        table.add_row(SAME_NUMBER, ", ".join(booking.also_open))
    table.add_row("delivery", _delivery(booking, store.settings))
    for number, earlier in enumerate(() if isinstance(booking, ClosedBooking) else booking.earlier, 1):
        table.add_row(f"before, {number}", escape(_line(earlier.name, earlier.phone.shown)))
    console.print(table)
    if isinstance(booking, ClosedBooking):
        console.print(f"The rest {NOT_OPENED}: {ADVICE}", soft_wrap=True)


@app.command()
def done(code: Code) -> None:
    """Mark a request as handled: the person was called."""
    with _store() as store:
        if not store.done(_code(code), who_is_here()):
            stop_with(f"No request {escape(code)} waits for a call.")
    Console(highlight=False).print(f"{_code(code)} is done.")


@app.command()
def reopen(code: Code) -> None:
    """Let a request wait for a call again: it was marked as done by mistake."""
    with _store() as store:
        if not store.reopen(_code(code), who_is_here()):
            stop_with(f"No request {escape(code)} is done.")
    Console(highlight=False).print(f"{_code(code)} waits for a call again.")


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="The CSV file to write; without one, to the terminal.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are done.")] = False,
) -> None:
    """Write the requests as CSV. The file holds names and numbers: keep it as you keep a patient's record."""
    from assistant.booking.delivery.csv_export import write_csv

    with _store() as store:
        found = store.list(who_is_here(), handled=everything, what="export")
    if file is None:
        write_csv(found, sys.stdout)
        return
    with private_file(file) as out:
        count = write_csv(found, out)
    Console(highlight=False).print(f"Requests: {count}, in {escape(str(file))}.")


@app.command()
def purge(
    older_than: Annotated[str, typer.Option(help="Age since the last change, in days: 90d.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete requests that are done and old. A request that waits is never deleted."""
    from assistant.booking.upkeep import purge as purge_old

    days = days_of(older_than)
    if not yes:
        typer.confirm(f"Delete the requests that are done and older than {days} days?", abort=True)
    with _store() as store:
        gone, kept = purge_old(store, timedelta(days=days), who_is_here())
    still = f" Kept, as old but waiting for a call: {kept}." if kept else ""
    Console(highlight=False).print(f"Deleted: {gone}.{still}")


@app.command()
def deliver(
    retry: Annotated[bool, typer.Option("--retry", help="Also those that were given up.")] = False,
) -> None:
    """Deliver what is due, once. The server does this by itself while it runs."""
    from assistant.booking.delivery.deliverer import deliverer_of
    from assistant.booking.delivery.worker import deliver_due
    from assistant.booking.outbox import revive

    with _store() as store:
        deliverer = deliverer_of(store.settings)
        if deliverer is None:
            stop_with("No delivery is set up (see docs/booking.md). Requests wait in `assistant bookings list`.")
        if retry:
            revive(store, who_is_here())
        report = deliver_due(store, deliverer)
    line = f"Delivered {report.delivered}, to be tried again {report.later}, given up {report.dead}."
    Console(highlight=False).print(line)
    if report.later or report.dead:
        sys.exit(1)


@app.command()
def audit(
    head: Annotated[str | None, typer.Option(help="A last hash that you noted earlier.")] = None,
) -> None:
    """Check that no row of the audit log was changed or taken out."""
    with _store() as store:
        verdict = store.audit_verdict(head)
    if verdict.broken_at is not None:
        stop_with(f"The audit log was changed: row {verdict.broken_at} of {verdict.rows} does not fit.")
    if not verdict.knows_head:
        stop_with("The audit log was changed: the hash that you noted is not in it.")
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"The audit log is whole: {verdict.rows} rows. Note the last hash elsewhere:\n{verdict.head}")


@app.command("rotate-keys")
def rotate_keys() -> None:
    """Seal requests and phones with the first key of ASSISTANT_BOOKING_KEYS. When others can go: docs/booking.md."""
    from assistant.booking.stored import ADVICE, NOT_OPENED
    from assistant.commands.rotation import rotate_all

    with _store() as store:
        rotated = rotate_all(store, who_is_here())
    console = Console(highlight=False)
    console.print(f"Sealed with the first key: {rotated.requests}.")
    if rotated.closed_phones:
        console.print(
            f"Phones that {NOT_OPENED}, left as they are: {rotated.closed_phones}. Who said STOP gets no texts."
        )
    if rotated.closed_requests:
        stop_with(f"Requests that {NOT_OPENED}, left as they are: {rotated.closed_requests}. {ADVICE}")


@app.command("new-key")
def new_key() -> None:
    """Make a key for ASSISTANT_BOOKING_KEYS."""
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())


@app.command()
def password(name: Annotated[str, typer.Argument(help="Who signs in, such as r.sample.")]) -> None:
    """Make an entry for ASSISTANT_STAFF_PASSWORDS."""
    from assistant.booking.errors import BookingError
    from assistant.booking.passwords import hash_password

    if re.fullmatch(r"[\w.@-]{1,60}", name) is None:
        stop_with("A name has letters, digits, dots, hyphens, @ and no spaces.")
    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        print(f"{name}:{hash_password(typed)}")
    except BookingError as error:
        stop_with(str(error))


@contextmanager
def _store() -> Iterator[BookingStore]:
    from assistant.booking.store import BookingError, BookingStore

    try:
        yield BookingStore.open(load_settings())
    except BookingError as error:
        stop_with(str(error))


def _code(text: str) -> str:
    from assistant.booking.code import read_code

    code = read_code(text)
    if code is None:
        stop_with(f"{escape(text)} is not a reference code; one looks like K7Q-4M9.")
    return code


def _others(booking: Booking | ClosedBooking) -> str:
    """Return which other requests wait for a call to the number of this one: the first of them."""
    from assistant.booking.details import SAME_NUMBER

    also = booking.also_open
    if not also or booking.handled:
        return ""
    more = f" and {len(also) - _OTHERS_NAMED} more" if len(also) > _OTHERS_NAMED else ""
    return f" [yellow]({SAME_NUMBER}: {', '.join(also[:_OTHERS_NAMED])}{more})[/]"


def _delivery(booking: Booking | ClosedBooking, settings: Settings) -> str:
    from assistant.booking.delivery.deliverer import delivers
    from assistant.booking.details import delivery

    words = delivery(booking.delivery, delivers(settings))
    return f"[bold red]{words}[/]" if booking.delivery == "dead" else words


def _moment(at: datetime) -> str:
    return f"{at:%a %b} {at.day}, {at:%I:%M %p}"


def _line(*words: str) -> str:
    return ", ".join(words)
