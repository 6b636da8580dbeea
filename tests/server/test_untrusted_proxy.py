"""A proxy in front that the settings don't trust."""

from __future__ import annotations

import logging

import pytest
from door_fakes import Door

TOLD = "proxy.not_trusted"


async def test_it_is_told_once_and_without_an_address(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """The operator is told which setting to set where all patients share the proxy's address; patients are served."""
    with caplog.at_level(logging.WARNING):
        for address in ("203.0.113.7", "203.0.113.8"):
            answer = await door.http.post("/api/sessions", headers={"X-Forwarded-For": address})
            assert answer.status_code == 201
    told = [record.getMessage() for record in caplog.records if TOLD in record.getMessage()]
    assert told == ["proxy.not_trusted set=ASSISTANT_TRUSTED_PROXIES"]


async def test_nothing_is_told_without_a_proxy(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """Requests that come straight from a patient, or that were believed to be one's, are nothing to tell of."""
    with caplog.at_level(logging.WARNING):
        assert (await door.http.post("/api/sessions")).status_code == 201
        own = door.http._transport.client[0]
        forwarded = {"X-Forwarded-For": f"{own}, 198.51.100.3"}
        assert (await door.http.post("/api/sessions", headers=forwarded)).status_code == 201
    assert TOLD not in caplog.text
