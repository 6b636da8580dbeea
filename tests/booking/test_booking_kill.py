"""Killed at random points, the store never loses nor doubles a confirmed request, and each one arrives."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from fake_endpoint import serving

from assistant.booking.store import BookingStore
from assistant.settings import ROOT, Settings

HERE = Path(__file__).parent
REQUESTS = 200
SECRET = "whsec_dGhpcyBpcyBhIHNlY3JldCBvZiB0ZXN0cyBvbmx5"
_SECONDS = 600


def test_two_hundred_requests_while_processes_are_killed(
    any_settings: Settings, child_environment: dict[str, str]
) -> None:
    """200 requests, processes killed with SIGKILL all along, an endpoint that fails half of the time.

    Every confirmed code is in the store exactly once and has arrived at least once, under one idempotency key.
    """
    chance = random.Random(5)
    BookingStore.open(any_settings).database.engine.dispose()
    confirmed: dict[int, set[str]] = {}
    kills = 0
    end = time.monotonic() + _SECONDS
    with serving(SECRET, failing=0.5) as endpoint:
        environment = {**os.environ, **child_environment, "PYTHONPATH": f"{ROOT}"}
        environment |= {"ASSISTANT_BOOKING_FHIR_URL": endpoint.url, "ASSISTANT_BOOKING_FHIR_SECRET": SECRET}
        environment["ASSISTANT_BOOKING_ATTEMPTS"] = "100"
        worker = _start("deliver_and_die.py", environment)
        while len(confirmed) < REQUESTS:
            assert time.monotonic() < end, f"{len(confirmed)} confirmed after {_SECONDS} s"
            # From the first that is not confirmed: one that was saved but not heard of is asked for again.
            first = min(set(range(REQUESTS)) - set(confirmed))
            child = _start("submit_and_die.py", environment, str(first), str(REQUESTS))
            time.sleep(chance.uniform(0.0, 0.35))
            child.send_signal(signal.SIGKILL)
            kills += 1
            for line in child.communicate()[0].splitlines():
                number, _, code = line.partition(" ")
                if code:
                    confirmed.setdefault(int(number), set()).add(code)
            if chance.random() < 0.2:
                worker.send_signal(signal.SIGKILL)
                worker.communicate()
                kills += 1
                worker = _start("deliver_and_die.py", environment)
        store = BookingStore.open(any_settings)
        try:
            while any(booking.delivery != "delivered" for booking in store.list("test")):
                assert time.monotonic() < end, "not all were delivered"
                time.sleep(0.2)
            stored = [booking.code for booking in store.list("test")]
        finally:
            worker.kill()
            worker.communicate()
        verdict = store.audit_verdict()
        store.database.engine.dispose()

    assert all(len(codes) == 1 for codes in confirmed.values())
    codes = [code for (code,) in confirmed.values()]
    assert sorted(codes) == sorted(stored)
    assert len(set(codes)) == REQUESTS
    assert {code: len(keys) for code, keys in endpoint.taken.items()} == dict.fromkeys(codes, 1)
    assert verdict.broken_at is None
    assert endpoint.refused > REQUESTS / 4
    twice = sum(count > 1 for keys in endpoint.taken.values() for count in keys.values())
    print(f"{kills} kills, {endpoint.refused} refusals, {twice} arrived more than once")


def _start(script: str, environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start a child and wait until it has its store open, so that kills fall into its work."""
    child = subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child
