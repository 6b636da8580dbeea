"""Turns what the assistant said into one text: fitted, with numbered choices, and what is left for "more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.channels.sms import choices
from assistant.channels.sms.fitting import fit
from assistant.channels.sms.phone import Open
from assistant.channels.sms.segments import fits, plain
from assistant.dialogue.replies import Button, Outcome
from assistant.safety.replies import load_urgent_help
from assistant.turns import Turn
from knowledge.answers import from_entry
from knowledge.reader import load_knowledge

_OFFERS = (Outcome.ANSWER, Outcome.REDIRECT, Outcome.SMALLTALK)
"""Turns whose choices are offers: where one does not fit, the answer is worth more. Elsewhere all are needed."""


@dataclass(frozen=True)
class Composed:
    """One text, and what it leaves open."""

    text: str
    open: Open


def compose(turn: Turn, more: str, now: float, notes: Sequence[str] = (), earlier: Open | None = None) -> Composed:
    """Return the text of a turn.

    `more` is the line that says how to get the rest; `notes` are lines added to this text. `earlier` is what was open
    when the person asked for more of it: its rest comes first, and its choices stay. Urgent help is sent whole,
    whatever its length.
    """
    said = [plain(message.text).strip() for message in turn.messages]
    offered = turn.buttons[: choices.MOST]
    outcome = turn.record.outcome
    if outcome is Outcome.URGENT:
        text = "\n".join((*said, *choices.lines(_plain(offered))))
        return Composed(text, Open(choices=offered, offered=now))
    body = "\n".join(text for text in said if text and text not in _urgent_lines())
    safety = tuple(text for text in said if text in _urgent_lines())
    more_left = _more_left(turn, body)
    if earlier is not None:
        body = " ".join(text for text in (earlier.rest, body) if text)
        offered = offered or earlier.choices
    if outcome in _OFFERS:
        offered = _that_fit(body, (*notes, *safety), more if more_left else "", offered)
    wants_words = turn.asks is not None and not offered
    open_ = Open(choices=offered, offered=now, rest=body, more_left=more_left, safety=safety, wants_words=wants_words)
    return _next(open_, more, notes)


def rest(left: Open, more: str, now: float) -> Composed:
    """Return the next text of a reply that was too long."""
    return _next(left.model_copy(update={"offered": now}), more)


def _next(left: Open, more: str, notes: Sequence[str] = ()) -> Composed:
    lines = choices.lines(_plain(left.choices))
    fitted = fit(left.rest, (*notes, *left.safety), lines, more, left.more_left)
    return Composed(fitted.text, left.model_copy(update={"rest": fitted.rest}))


def _that_fit(body: str, notes: Sequence[str], more: str, offered: tuple[Button, ...]) -> tuple[Button, ...]:
    """Return the offers that fit below the whole reply, the last one among them, or all where none does."""
    for count in range(len(offered), 0, -1):
        kept = (*offered[: count - 1], offered[-1])
        if fits("\n".join(part for part in (body, *notes, more, *choices.lines(_plain(kept))) if part)):
            return kept
    return offered


def _plain(buttons: Sequence[Button]) -> tuple[Button, ...]:
    return tuple(Button(" ".join(plain(button.title).split()), button.payload) for button in buttons)


@lru_cache(maxsize=1)
def _urgent_lines() -> frozenset[str]:
    """Return the lines that the assistant adds to other replies for safety."""
    help_ = load_urgent_help()
    return frozenset((help_.danger_signs.sms, help_.not_english.sms, help_.still_here.sms))


def _more_left(turn: Turn, body: str) -> bool:
    """Say whether the knowledge has more on the answer than was said: what the assistant sends when asked for more."""
    ids = {identifier.partition("@")[0] for identifier in turn.record.answer_ids}
    answers = (from_entry(entry, None) for entry in load_knowledge().entries if entry.id in ids)
    left = (answer.more("sms") for answer in answers)
    return turn.record.outcome is Outcome.ANSWER and any(text is not None and text not in body for text in left)
