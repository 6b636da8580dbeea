"""How fast one client may begin conversations."""

from __future__ import annotations

import pytest

from assistant.channels.problems import ApiError
from assistant.channels.website.pace import Pace
from assistant.settings import Settings


def test_all_addresses_of_one_network_count_as_one() -> None:
    """Whoever owns an IPv6 network has more addresses than the limit could ever count; another network goes on."""
    pace = Pace(Settings(_env_file=None, website_sessions_per_minute=5))
    for number in range(5):
        pace.session(f"2001:db8:1:2::{number + 1:x}")
    with pytest.raises(ApiError):
        pace.session("2001:db8:1:2::ffff")
    pace.session("2001:db8:1:3::1")


@pytest.mark.parametrize("address", ["192.0.2.7", "::ffff:192.0.2.7", "", "testclient"])
def test_each_address_counts_for_itself(address: str) -> None:
    """An IPv4 address is one, however it is written; a client without an address is counted too."""
    pace = Pace(Settings(_env_file=None, website_sessions_per_minute=5))
    for _ in range(5):
        pace.session(address)
    with pytest.raises(ApiError):
        pace.session(address)
    pace.session("192.0.2.8")
