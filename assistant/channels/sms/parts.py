"""The next text of a reply: as much of it as fits beside the question that waits, which is never cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.channels.sms import choices
from assistant.channels.sms.fitting import between_sentences, fit, joined
from assistant.channels.sms.phone import Open
from assistant.channels.sms.segments import fits
from assistant.channels.sms.words import Texting
from assistant.dialogue.replies import Button


@dataclass(frozen=True)
class Part:
    """One text, the choices that it shows, and what is left of the reply."""

    text: str
    shown: tuple[Button, ...]
    rest: str = ""


def next_part(left: Open, words: Texting, notes: Sequence[str] = (), first: bool = False) -> Part:
    """Return the next text of what is `left` of a reply; `first` where nothing of it was sent yet.

    `notes` are lines added to this text.
    """
    more, beside = words.more, (*notes, *left.safety)
    if left.torn:
        fitted = fit(left.rest, beside, choices.lines(page_of(left)), more, at_the_end=True)
        return Part(fitted.text, page_of(left) if fitted.with_choices else (), fitted.rest)
    if left.question:
        return _beside_question(left, words, beside, first)
    offered = left.others
    if not left.needed:
        offered = _offers_that_fit(joined(left.rest, *beside, more if left.more_left else ""), offered)
    fitted = fit(left.rest, beside, choices.lines(offered), more, more_left=left.more_left)
    return Part(fitted.text, offered if fitted.with_choices else (), fitted.rest)


def page_of(left: Open) -> tuple[Button, ...]:
    """Return the choices of the question that get a number now."""
    return left.answers[left.page : left.page + choices.MOST]


def is_torn(left: Open, notes: Sequence[str]) -> bool:
    """Say whether the question with its choices is longer than a text, beside the lines that are never left out."""
    return bool(left.question) and not fits(joined(*notes, *left.safety, left.question, *choices.lines(page_of(left))))


def has_pages_left(left: Open) -> bool:
    """Say whether the question has choices behind those that get a number now."""
    return left.page + choices.MOST < len(left.answers)


def _beside_question(left: Open, words: Texting, beside: Sequence[str], first: bool) -> Part:
    """Return the next text where a question waits: that stands whole, and what was said before it is what gets cut."""
    page, more = page_of(left), words.more
    announced = more if left.more_left else ""
    turning = more if has_pages_left(left) and not announced else ""
    others = left.others[: choices.MOST - len(page)]
    for count in (len(others),) if left.needed else range(len(others), -1, -1):
        shown = (*page, *others[:count])
        listed = choices.lines(shown)
        # Choices stand below what they answer: a question to be answered in words comes behind those of the rest.
        above, below = (beside, listed) if page else ((*listed, *beside), ())
        whole = joined(left.rest, *above, announced, left.question, *below, turning)
        if fits(whole):
            return Part(whole, shown)
    after = (*beside, more, left.question, *choices.lines(page))
    if end := between_sentences(left.rest, after):
        return Part(joined(left.rest[:end].rstrip(), *after), page, left.rest[end:].strip())
    if first:
        asked = (left.question, *choices.lines(page))
        announcing = joined(*beside, words.answer_waits, *asked)
        return Part(announcing if fits(announcing) else joined(*beside, *asked), page, left.rest)
    # No sentence fits beside the question, which was read by now: the rest comes alone, and the question behind it.
    fitted = fit(left.rest, beside, choices.lines(others), more, more_left=True, at_the_end=True)
    return Part(fitted.text, others if fitted.with_choices else (), fitted.rest)


def _offers_that_fit(text: str, offered: tuple[Button, ...]) -> tuple[Button, ...]:
    """Return the offers that fit below a whole reply, the last one among them, or all where none does."""
    for count in range(len(offered), 0, -1):
        kept = (*offered[: count - 1], offered[-1])
        if fits(joined(text, *choices.lines(kept))):
            return kept
    return offered
