"""Messages of conversations are scored by what is right for them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.evaluation.in_conversation import ScoredMessage, shares_in_conversation


def scored(expected: dict[str, Any], **got: Any) -> ScoredMessage:
    """Return a message that should get `expected` and got this."""
    wanted = {"user": "x", "outcome": ["answer"], "topic": [], "facts": []} | expected
    return ScoredMessage(wanted, {"outcome": "answer", "topic": None, "facts": [], "stopped": False} | got)


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        ({"facts": ["RA1"]}, {"facts": ["RA5", "RA1"]}, True),
        ({"facts": ["RA1", "RA2"]}, {"facts": ["RA1"]}, False),
        ({"topic": ["radiation"]}, {"topic": "radiation"}, True),
        ({"topic": ["radiation"]}, {"topic": "chemotherapy"}, False),
        ({"facts": ["RA1"]}, {"outcome": "redirect"}, False),
        ({"outcome": ["redirect"]}, {"outcome": "redirect"}, True),
        ({"outcome": ["redirect"]}, {"outcome": "answer"}, False),
        ({"outcome": ["smalltalk", "answer"], "facts": ["RA1"]}, {"outcome": "smalltalk"}, True),
    ],
)
def test_a_message_is_right(expected: dict[str, Any], got: dict[str, Any], right: bool) -> None:
    """The outcome has to be one of those that are right, and an answer has to tell what was asked for."""
    assert scored(expected, **got).right is right


def test_the_figures_count_each_message_once_by_what_it_asks() -> None:
    """Emergencies are counted apart; an answer in place of a redirect is confidently wrong."""
    shares = shares_in_conversation(
        [
            scored({"facts": ["RA1"]}, facts=["RA1"]),
            scored({"facts": ["RA1"]}, outcome="clarify", stopped=True),
            scored({"outcome": ["redirect"]}),
            scored({"outcome": ["smalltalk"]}, outcome="smalltalk"),
            scored({"outcome": ["urgent"]}, outcome="urgent"),
        ]
    )
    counted = {name: (share.count, share.total) for name, share in shares.items()}
    assert counted == {
        "conversation_answered": (1, 2),
        "conversation_redirected": (0, 1),
        "conversation_others": (1, 1),
        "conversation_wrong": (1, 4),
        "conversation_stopped": (1, 4),
        "conversation_urgent": (1, 1),
    }
