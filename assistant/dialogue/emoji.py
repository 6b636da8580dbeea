"""What a message of nothing but signs says: a thumb up, a heart, a face that cries. Pure functions."""

from __future__ import annotations

_GLAD = frozenset("👍👌❤♥💕💖💙💚💛💜🧡🤍🙏🙌👏😊🙂☺🥰😍🤗😘💐🌹🌸")
_SAD = frozenset("😢😭😔😞😟😥😰😨🥺☹🙁😩😫💔😿😓😦😧")
_PASSED_OVER = frozenset("\ufe0f\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff!. ")
"""Marks that change only how the sign before them looks, and what stands between signs."""


def response_to_emoji(text: str) -> str | None:
    """Return the response to a message of nothing but signs that are glad, or sad; None for any other."""
    signs = {character for character in text if character not in _PASSED_OVER and not character.isspace()}
    if not signs or not signs <= _GLAD | _SAD:
        return None
    return "utter_express_worry" if signs & _SAD else "utter_thank"
