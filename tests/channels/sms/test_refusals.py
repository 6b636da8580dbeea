"""Requests that are refused: all are counted, and few are logged."""

from __future__ import annotations

import logging

import pytest
from line_fakes import Clock, Handset

from assistant.channels.sms.refusals import REFUSED, Refusals
from assistant.channels.sms.simulated import TARGET


def counted(status: str) -> float:
    """Return how many requests were refused so far."""
    return float(REFUSED.labels("twilio", status)._value.get())


async def test_a_flood_of_forged_requests_is_one_line(phone: Handset, caplog: pytest.LogCaptureFixture) -> None:
    """Who can reach the webhook can't fill the log; each request is in the figures."""
    before = counted("403")
    for _ in range(50):
        assert (await phone.http.post(TARGET, content=b"Body=a")).status_code == 403
    assert caplog.text.count("sms.refused") == 1
    assert counted("403") == before + 50


def test_a_line_a_minute_says_how_many(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """The next line tells of those in between; another company or another reason has a line of its own."""
    refusals = Refusals(clock)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            refusals.note("twilio", 403)
        refusals.note("twilio", 400)
        clock.pass_minutes(1.1)
        refusals.note("twilio", 403)
    assert [record.getMessage() for record in caplog.records] == [
        "sms.refused transport=twilio status=403 times=1",
        "sms.refused transport=twilio status=400 times=1",
        "sms.refused transport=twilio status=403 times=3",
    ]
