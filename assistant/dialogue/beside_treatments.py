"""What a message says that is no more than a few words around the treatments it names. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialogue.names import gaps

LIKE_IT, DOES_IT, BACK_TO = "like_it", "does_it", "back_to"
"""Whether what was spoken of is like the treatment named, whether that does the same, that it is spoken of again."""
DOES_ANY, MORE_THAN = "does_any", "more_than"
"""Whether it does any of several things, whether something is worse than with it."""
HAS = "has"
"""What it has, or brings."""
THIS_ONE = "this_one"
"""That it is the one that is meant, of those that were asked back."""

_BEFORE = r"^(?:(?:and|so|but|ok|okay|then|well|now|please|can we|let's|lets)[\s,]+)*"
_AROUND: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    LIKE_IT: (
        re.compile(
            _BEFORE
            + r"(?:is|isn't|isnt|are|was) (?:it|that|this|these|those|they)(?: (?:just|kind of|sort of|any|the))*"
            r" (?:same(?: thing)?(?: as)?|like|similar to|different (?:from|than|to))(?: the| a)? $"
        ),
        re.compile(r"^(?: then)?\W*$"),
    ),
    DOES_IT: (
        re.compile(_BEFORE + r"(?:does|do|did|will|would|can|could)(?: the| my)? $"),
        re.compile(r"^(?: do (?:that|it|this|so))?(?: too| also| as well)?\W*$"),
    ),
    DOES_ANY: (
        re.compile(_BEFORE + r"(?:does|do|did|will|would|can|could)(?: the| my)? $"),
        re.compile(r"^ (?:do|have|cause|give|bring) (?:any|all|some) of (?:those|these|them|that)\W*$"),
    ),
    HAS: (
        re.compile(_BEFORE + r"what(?: all| else)? (?:does|do|did|will|would|can)(?: the| my)? $"),
        re.compile(r"^ (?:have|has|got|get|bring|cause)(?: then)?\W*$"),
    ),
    MORE_THAN: (
        re.compile(
            _BEFORE
            + r"(?:is (?:it|that) )?(?:(?:more|less|worse|stronger|longer|milder|sooner) than|as (?:bad|much|strong)"
            r" as)(?: with| from| in| on)?(?: the| my)? $"
        ),
        re.compile(r"^\W*$"),
    ),
    THIS_ONE: (
        re.compile(_BEFORE + r"(?:i mean(?:t)? |it'?s |still )?(?:the |my |her |his )?$"),
        re.compile(r"^(?: one)?[\s,]+(?:as before|again|of course|naturally|still|i mean(?:t)?)\W*$"),
    ),
    BACK_TO: (re.compile(_BEFORE + r"(?:(?:go|get) )?back to(?: the| my)? $"), re.compile(r"^(?: again)?\W*$")),
}
_BACK = "back to "
_BETWEEN = re.compile(r"^\s*(?:,|and|or|&)\s*$")


def words_beside(treatments: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """Return which words stand around the treatments of a text, where there is nothing else in it; else None."""
    if not treatments or any("start" not in one for one in treatments):
        return None
    named = [{**one, "start": int(one["start"]) + _of_the_way(text[int(one["start"]) :])} for one in treatments]
    before, *between, after = gaps(named, text)
    if not all(_BETWEEN.match(part) for part in between):
        return None
    return next((kind for kind, (one, other) in _AROUND.items() if one.match(before) and other.match(after)), None)


def _of_the_way(name: str) -> int:
    """Return how much of a name only leads to it: "back to surgery" is read as a surgery of the back."""
    return len(_BACK) if name.startswith(_BACK) else 0
