"""Reasons beside a time are left out, and limits are not."""

from __future__ import annotations

import pytest

from assistant.booking.time_reasons import without_reasons


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (
            "Any morning but Wednesday, I have bowling Wednesday. And not before nine on account of the dog.",
            "Any morning but Wednesday, not before nine",
        ),
        ("not monday because I have my grandson", "not monday"),
        ("Thursday. I have a car then", "Thursday"),
        ("tuesday after 3, she has school", "tuesday after 3"),
        ("friday, also monday. only mornings", "friday, also monday, only mornings"),
    ],
)
def test_a_reason_is_left_out(typed: str, left: str) -> None:
    """What is left says when."""
    assert without_reasons(typed) == left


@pytest.mark.parametrize(
    "typed", ["mornings, I have work until 3", "any day, i have to be home before noon", "tuesday morning"]
)
def test_a_reason_with_a_limit_stays(typed: str) -> None:
    """It says when, too, and is not read by halves."""
    assert without_reasons(typed) == typed
