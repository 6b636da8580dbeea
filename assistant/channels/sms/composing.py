"""Turns what the assistant said into one text: fitted, with numbered choices, and what is left for "more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.channels.sms import choices
from assistant.channels.sms.fitting import joined
from assistant.channels.sms.parts import has_pages_left, is_torn, next_part, page_of
from assistant.channels.sms.phone import Open
from assistant.channels.sms.segments import fits, plain
from assistant.channels.sms.words import Texting
from assistant.dialogue.replies import Button, Outcome
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.turns import Said, Turn

_OFFERS = (Outcome.ANSWER, Outcome.REDIRECT, Outcome.SMALLTALK)
"""Turns whose choices are offers: where one does not fit, the answer is worth more. Others answer a question."""


@dataclass(frozen=True)
class Composed:
    """One text, and what it leaves open."""

    text: str
    open: Open


@dataclass(frozen=True)
class Around:
    """What a text is composed with, beside the turn itself."""

    words: Texting
    """The fixed texts, filled in."""
    now: float
    care_team_phone: str
    """As patients read it; urgent help names it."""


def compose(
    turn: Turn, around: Around, before: Open | None = None, notes: Sequence[str] = (), wanted_more: bool = False
) -> Composed:
    """Return the text of a turn.

    `before` is what was open before it: where the person asked for more of that (`wanted_more`), its rest comes first,
    and its choices stay. `notes` are lines added to this text. Urgent help is sent whole, whatever its length.
    """
    before = before or Open()
    said = tuple(_plain(message) for message in turn.messages)
    if turn.record.outcome is Outcome.URGENT:
        return _urgent(turn, said, around.now, before)
    lines = _urgent_lines(around.care_team_phone)
    safety = _shortest(tuple(message.text for message in said if message.text in lines))
    said = tuple(message for message in said if message.text not in lines)
    body, left = _question_apart(turn, said, before)
    # Only behind words of the knowledge: what is left of an earlier answer is no rest of "sorry, what do you mean?".
    unsaid = plain(turn.more) if turn.more and turn.record.answer_ids else ""
    if turn.asks is not None:  # the form would take "more" for an answer: what else there is comes from here
        body, unsaid = " ".join(text for text in (body, unsaid) if text), ""
    if wanted_more:
        body = " ".join(text for text in (before.rest, body) if text)
        if not left.question and not left.others:
            asked = before.answers[: choices.MOST] if before.asks is None else ()
            left = left.model_copy(update={"others": before.others or asked, "needed": before.needed})
    left = left.model_copy(update={"rest": body, "more_left": bool(unsaid), "safety": safety, "asks": turn.asks})
    if is_torn(left, notes):
        left = left.model_copy(update={"rest": joined(body, left.question), "torn": True, "others": ()})
    # Who asks for a person reads whom to call, be the form's question left for "more".
    return _next(left, around, notes, first=turn.intent != "ask_person")


def has_more(left: Open) -> bool:
    """Say whether who asks for more means what is open here, and not what else the assistant knows.

    While a question waits for an answer, that is the question once more where there is nothing else.
    """
    waits = bool(left.question) and not left.urgent
    if left.rest:
        return waits or not left.more_left
    return has_pages_left(left) or (waits and not left.more_left)


def picked_by_words(left: Open) -> tuple[Button, ...]:
    """Return the choices of the question that was shown last, with those for which it had no number."""
    return left.answers if set(page_of(left)) <= set(left.choices) else ()


def rest(left: Open, around: Around) -> Composed:
    """Return the next text of a reply that was too long; behind the last one, the question with its other choices."""
    if left.rest:
        return _next(left, around)
    page = left.page + choices.MOST if has_pages_left(left) else 0
    return _next(left.model_copy(update={"page": page, "rest": left.question if left.torn else ""}), around)


def again(left: Open, notice: str, around: Around) -> Composed:
    """Return what is open once more below a `notice`; urgent help is what is open as well, and stands alone."""
    fresh = around.now - left.offered < choices.MINUTES * 60
    if left.urgent:
        text = joined(left.urgent, *choices.lines(left.choices))
        return Composed(text, left.model_copy(update={"offered": around.now}))
    if left.torn:
        return _next(left.model_copy(update={"rest": left.question}), around, first=True)
    shown = left.choices if fresh and not left.needed and (left.answers or not left.question) else ()
    if left.answers and not set(page_of(left)) <= set(shown):
        shown = page_of(left)
    if not shown:
        return Composed(joined(around.words.no_choice, *left.safety, left.question), left)
    more = around.words.more if left.rest or left.more_left else ""
    turning = around.words.more if has_pages_left(left) and not more else ""
    asked = (left.question, *choices.lines(shown), turning)
    texts = (joined(told, *left.safety, rest_of, *asked) for told, rest_of in ((notice, more), ("", more), ("", "")))
    text = next((text for text in texts if fits(text)), joined(*left.safety, *asked))
    return Composed(text, left.model_copy(update={"choices": shown, "offered": around.now}))


def _next(left: Open, around: Around, notes: Sequence[str] = (), first: bool = False) -> Composed:
    part = next_part(left, around.words, notes, first)
    changed = {"rest": part.rest, "choices": part.shown, "offered": around.now}
    return Composed(part.text, left.model_copy(update=changed))


def _urgent(turn: Turn, said: Sequence[Said], now: float, before: Open) -> Composed:
    """Return urgent help. What the form asks waits behind it, unseen: nothing picks an answer to it."""
    text = joined(*(message.text for message in said))
    offered = tuple(button for message in said for button in message.buttons)[: choices.MOST]
    left = Open(choices=offered, offered=now, asks=turn.asks, urgent=text)
    if turn.asks is not None and turn.asks == before.asks:
        left = left.model_copy(update={"question": before.question, "answers": before.answers})
    return Composed(joined(text, *choices.lines(offered)), left)


def _question_apart(turn: Turn, said: Sequence[Said], before: Open) -> tuple[str, Open]:
    """Return what a turn says beside the question that waits for an answer, and that question with all choices.

    The form asks last. Where it only says that an answer could not be read, the question with its choices still waits.
    """
    asking = None
    if turn.record.outcome is not Outcome.ERROR:
        if turn.asks is not None:
            asking = said[-1] if said else None
        elif turn.record.outcome not in _OFFERS:
            asking = next((message for message in reversed(said) if message.buttons), None)
    others = tuple(button for message in said if message is not asking for button in message.buttons)
    left = Open(others=others[: choices.MOST], needed=turn.record.outcome is Outcome.CLARIFY)
    if asking is None:
        return joined(*(message.text for message in said)), left
    if not asking.buttons and before.answers and turn.asks == before.asks:
        asked = {"question": before.question, "answers": before.answers}
        return joined(*(message.text for message in said)), left.model_copy(update=asked)
    asked_now = {"question": asking.text, "answers": asking.buttons}
    return joined(*(message.text for message in said if message is not asking)), left.model_copy(update=asked_now)


def _plain(message: Said) -> Said:
    """Return a message in characters that every phone has."""
    buttons = tuple(Button(" ".join(plain(button.title).split()), button.payload) for button in message.buttons)
    return replace(message, text=plain(message.text).strip(), buttons=buttons)


@lru_cache(maxsize=1)
def _urgent_lines(care_team_phone: str) -> frozenset[str]:
    """Return the lines that the assistant adds to other replies for safety."""
    help_ = load_urgent_help()
    lines = (help_.danger_signs.sms, help_.not_english.sms, help_.still_here.sms)
    care_team = help_.line_for(Tier.CALL_CARE_TEAM_NOW, "sms", care_team_phone)
    return frozenset((*lines, care_team, *help_.texts_again("sms", care_team_phone)))


def _shortest(safety: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines for safety without the one that keeps offering help where another names the same number."""
    still_here = load_urgent_help().still_here.sms
    others = tuple(line for line in safety if line != still_here)
    return others if any("988" in line for line in others) else safety
