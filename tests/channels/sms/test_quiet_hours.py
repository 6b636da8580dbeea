"""What the assistant sends by itself waits for the day where the person is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from line_fakes import OTHER_NUMBER, SECRET, Handset

from assistant.channels.sms.identity import Identity
from assistant.channels.sms.quiet_hours import next_daytime, when_to_send
from assistant.channels.sms.simulated import PHONE_NUMBER

NEW_YORK, LOS_ANGELES = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
TOLL_FREE = "+18005550100"


@pytest.mark.parametrize(
    ("number", "now", "expected"),
    [
        (
            "+12125550142",
            datetime(2026, 11, 23, 12, 7, tzinfo=NEW_YORK),
            datetime(2026, 11, 23, 12, 7, tzinfo=NEW_YORK),
        ),
        ("+12125550142", datetime(2026, 11, 23, 8, 0, tzinfo=NEW_YORK), datetime(2026, 11, 23, 8, 0, tzinfo=NEW_YORK)),
        ("+12125550142", datetime(2026, 11, 23, 21, 0, tzinfo=NEW_YORK), datetime(2026, 11, 24, 8, 0, tzinfo=NEW_YORK)),
        ("+12125550142", datetime(2026, 11, 24, 3, 20, tzinfo=NEW_YORK), datetime(2026, 11, 24, 8, 0, tzinfo=NEW_YORK)),
        (
            "+13105550142",
            datetime(2026, 11, 23, 8, 30, tzinfo=NEW_YORK),
            datetime(2026, 11, 23, 8, 0, tzinfo=LOS_ANGELES),
        ),
        ("+12125550142", datetime(2026, 3, 8, 1, 30, tzinfo=NEW_YORK), datetime(2026, 3, 8, 8, 0, tzinfo=NEW_YORK)),
    ],
)
def test_eight_to_nine_where_the_person_is(number: str, now: datetime, expected: datetime) -> None:
    """By day at once, at night at 8 the next morning, by the clock of the number's place, whatever ours says."""
    assert next_daytime(number, now) == expected
    assert next_daytime(number, now.astimezone(UTC)) == expected


@pytest.mark.parametrize("number", [TOLL_FREE, "not a number", "72975", "+1"])
def test_a_number_without_a_place(number: str) -> None:
    """It must be day from New York to Honolulu."""
    found = next_daytime(number, datetime(2026, 11, 23, 9, 0, tzinfo=NEW_YORK))
    assert found == datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Pacific/Honolulu"))


async def test_never_to_who_said_stop(phone: Handset, tmp_path: Path) -> None:
    """A stop holds for what is sent unasked."""
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=NEW_YORK)
    await phone.text("STOP")
    assert await when_to_send(PHONE_NUMBER, noon, phone.store, Identity(SECRET)) is None
    assert await when_to_send(OTHER_NUMBER, noon, phone.store, Identity(SECRET)) == noon
