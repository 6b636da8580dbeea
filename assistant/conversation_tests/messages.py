"""What a failed conversation says: a sentence, the transcript so far, what was expected and what came."""

from __future__ import annotations

from textwrap import indent, wrap

from assistant.conversation_tests.reading import shown
from assistant.conversation_tests.running import Result
from assistant.conversation_tests.seeing import Exchange, Inside

_WIDTH = 100


def failure_text(result: Result) -> str:
    """Return what went wrong, for a content editor."""
    case, failure = result.conversation.case, result.failure
    if failure is None:
        return (
            f'"{case.test_case}" ({result.channel}) holds now, though it is marked as a known problem: '
            f"{case.known_problem}\nTake the line 'known_problem' out of {shown(result.conversation.path)}."
        )
    place = f"{shown(failure.placed.path)}:{failure.placed.line}"
    lines = [f'"{case.test_case}" ({result.channel}) does not hold at {place}', "", transcript(result.exchanges), ""]
    for finding in failure.findings:
        lines += [_labelled("Expected", finding.expected), _labelled("Came", finding.came or "")]
    inside = result.exchanges[-1].seen.inside
    if inside is not None and inside.intents:
        lines.append(_labelled("Why", _understood(inside)))
    return "\n".join(lines)


def transcript(exchanges: tuple[Exchange, ...]) -> str:
    """Return what was said, the welcome only where nothing else was."""
    told = [exchange for exchange in exchanges if exchange.said is not None] or list(exchanges)
    lines = []
    for exchange in told:
        if exchange.after_minutes:
            lines.append(_labelled("", f"({exchange.after_minutes} minutes later)"))
        if exchange.said is not None:
            lines.append(_labelled("Presses" if exchange.pressed else "Patient", exchange.said or "(nothing)"))
        for message in exchange.seen.messages:
            lines.append(_labelled("Assistant", message.text))
            if message.buttons:
                lines.append(_labelled("", f"[{'] ['.join(message.buttons)}]"))
    return "\n".join(lines)


def _understood(inside: Inside) -> str:
    """Say how the message was understood, and how near the nearest other intents were."""
    (intent, confidence), *others = inside.intents
    text = f"understood as {intent} ({confidence:.2f})"
    if others:
        text += "; the nearest others: " + ", ".join(f"{name} ({value:.2f})" for name, value in others)
    return text + (f"; actions: {', '.join(inside.actions)}" if inside.actions else "")


def _labelled(label: str, text: str) -> str:
    """Return a text with a label in the margin, its lines broken."""
    lines = [part for line in text.splitlines() or [""] for part in wrap(line, _WIDTH) or [""]]
    return f"  {label:<10} {lines[0]}" + ("\n" + indent("\n".join(lines[1:]), " " * 13) if len(lines) > 1 else "")
