"""Compares what must hold with what was seen. Pure functions; every finding is a pair of plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.conversation_tests import wording
from assistant.conversation_tests.names import slot_of
from assistant.conversation_tests.schema import NOTHING, Assertion, BotUttered, Expected, Step
from assistant.conversation_tests.seeing import Message, Seen
from knowledge.records import Channel

_OF_RECORD = ("outcome", "topic", "aspect", "verdict", "tier")


@dataclass(frozen=True)
class Finding:
    """One thing that had to hold, what came instead where it did not, and whether this door shows it at all."""

    expected: str
    came: str | None = None
    visible: bool = True


def look(step: Step, seen: Seen, channel: Channel, domain: Mapping[str, Any]) -> list[Finding]:
    """Return a finding for each thing that `step` says of the last turn."""
    findings = [*_expected(step, seen, channel)]
    if step.utter is not None:
        findings.append(_uttered(BotUttered(utter_name=step.utter), seen, domain))
    if step.bot is not None:
        said = any(message.text.strip() == step.bot.strip() for message in seen.messages)
        findings.append(Finding(f'the message "{step.bot}"', None if said else seen.text))
    findings += _slots(step, seen)
    for assertion in step.assertions:
        findings += _expected(assertion, seen, channel)
        findings += _asserted(assertion, seen, domain)
    return findings


def _expected(part: Expected, seen: Seen, channel: Channel) -> Iterator[Finding]:
    """Look at what may stand beside `user`."""
    for key in _OF_RECORD:
        wanted = getattr(part, key)
        if wanted is None:
            continue
        got = None if seen.record is None else str(seen.record.get(key) or NOTHING)
        yield _compared(f"{key}: {wanted}", wanted == got, f"{key}: {got}", seen.record is not None)
    if part.facts is not None:
        yield _facts(part.facts, seen)
    for words in part.says or ():
        yield _compared(f'the words "{words}"', wording.says(seen.text, words), "they were not said")
    for words in part.not_ or ():
        yield _compared(f'never the words "{words}"', not wording.says(seen.text, words), "they were said")
    titles = [title.casefold() for title in seen.buttons]
    for title in part.buttons or ():
        offered = ", ".join(seen.buttons) or "none"
        yield _compared(f'the button "{title}"', title.casefold() in titles, f"buttons: {offered}")
    if part.max_segments is not None and channel == "sms":
        count = wording.segments(seen)
        yield _compared(f"at most {part.max_segments} text segments", count <= part.max_segments, f"{count} segments")
    if part.reading_grade is not None:
        grade = wording.reading_grade(seen)
        yield _compared(
            f"a reading grade of at most {part.reading_grade:g}", grade <= part.reading_grade, f"grade {grade:.1f}"
        )


def _asserted(part: Assertion, seen: Seen, domain: Mapping[str, Any]) -> Iterator[Finding]:
    """Look at what only stands in `assertions`."""
    if part.bot_uttered is not None:
        yield _uttered(part.bot_uttered, seen, domain)
    if part.bot_did_not_utter is not None:
        found = _uttered(part.bot_did_not_utter, seen, domain)
        yield _compared(f"never {found.expected}", found.came is not None, "it was said")
    if part.action_executed is not None:
        actions = seen.inside.actions if seen.inside else ()
        ran = ", ".join(actions) or "none"
        yield _compared(
            f"the action {part.action_executed}",
            part.action_executed in actions,
            f"actions: {ran}",
            seen.inside is not None,
        )
    yield from _slots(part, seen)


def _slots(part: Step | Assertion, seen: Seen) -> Iterator[Finding]:
    """Look at slots. `slot_was_not_set` with a value: the slot does not have this value."""
    slots = seen.inside.slots if seen.inside else {}
    visible = seen.inside is not None
    for item in part.slot_was_set or ():
        name, value, valued = slot_of(item)
        held = slots.get(name) is not None and (not valued or _as_text(slots[name]) == _as_text(value))
        wanted = f"the slot {name}" + (f" with the value {value}" if valued else " to be set")
        yield _compared(wanted, held or (valued and _is_unset(value, slots.get(name))), _held(slots, name), visible)
    for item in part.slot_was_not_set or ():
        name, value, valued = slot_of(item)
        free = _as_text(slots.get(name)) != _as_text(value) if valued else slots.get(name) is None
        wanted = f"the slot {name} not to " + (f"have the value {value}" if valued else "be set")
        yield _compared(wanted, free, _held(slots, name), visible)


def _is_unset(wanted: Any, held: Any) -> bool:
    return held is None and _as_text(wanted) == NOTHING


def _held(slots: Mapping[str, Any], name: str) -> str:
    return f"{name}: {slots.get(name)}" if slots.get(name) is not None else f"{name} is not set"


def _as_text(value: Any) -> str:
    """Return a slot's value as a file would write it."""
    if value is None:
        return NOTHING
    return str(value).lower() if isinstance(value, bool) else str(value)


def _facts(wanted: tuple[str, ...], seen: Seen) -> Finding:
    """Look at the facts that the reply states: at least `wanted`, or none at all where `wanted` is empty."""
    stated = tuple((seen.record or {}).get("facts") or ())
    missing = [fact for fact in wanted if fact not in stated]
    came = f"facts: {', '.join(stated) or 'none'}"
    if missing and stated:
        came += f" ({', '.join(missing)} missing)"
    good = not missing if wanted else not stated
    return _compared(f"facts: {', '.join(wanted) or 'none'}", good, came, seen.record is not None)


def _uttered(wanted: BotUttered, seen: Seen, domain: Mapping[str, Any]) -> Finding:
    """Look for one message that has everything of `wanted`."""
    words = []
    if wanted.utter_name is not None:
        words.append(f"the response {wanted.utter_name}")
    if wanted.text_matches is not None:
        words.append(f"words that match /{wanted.text_matches}/")
    words += [f'the button "{button.title}"' for button in wanted.buttons]
    expected = " with ".join(words)
    responses = seen.inside.responses if seen.inside else None
    named = wanted.utter_name is None or (
        wanted.utter_name in responses
        if responses is not None
        else any(_is_response(message.text, wanted.utter_name, domain) for message in seen.messages)
    )
    found = named and any(_fits(message, wanted) for message in seen.messages)
    came = f"responses: {', '.join(responses) or 'none'}; {_brief(seen)}" if responses is not None else _brief(seen)
    return _compared(expected, found, came)


def _fits(message: Message, wanted: BotUttered) -> bool:
    if wanted.text_matches is not None and not re.search(wanted.text_matches, message.text, re.IGNORECASE | re.DOTALL):
        return False
    titles = [title.casefold() for title in message.buttons]
    payloads = set(message.payloads)
    return all(
        button.title.casefold() in titles and (button.payload is None or not payloads or button.payload in payloads)
        for button in wanted.buttons
    )


def _is_response(text: str, name: str, domain: Mapping[str, Any]) -> bool:
    """Say whether a text is a response of domain.yml, for doors that do not show its name."""
    for variant in domain["responses"][name]:
        parts = re.split(r"\{[a-z_]+\}", str(variant.get("text", "")).strip())
        if re.search(".+".join(re.escape(part) for part in parts), text, re.DOTALL):
            return True
    return False


def _brief(seen: Seen) -> str:
    text = " ".join(seen.text.split())
    buttons = f" [{' | '.join(seen.buttons)}]" if seen.buttons else ""
    return f'"{text[:200]}{"..." if len(text) > 200 else ""}"{buttons}'


def _compared(expected: str, good: bool, came: str, visible: bool = True) -> Finding:
    return Finding(expected, None if good or not visible else came, visible)
