"""What the assistant answers with: approved text for each channel, and the record of what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.records import Aspect, Channel, Entry, Gap, Statement

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
"""Between two sentences."""


class Verdict(StrEnum):
    """Whether the page lists a side effect for a treatment."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True)
class Answer:
    """One answer, or the plain word that there is none (`known` is False)."""

    title: str
    website: tuple[Statement, ...]
    sms: tuple[Statement, ...]
    sms_more: tuple[Statement, ...] = ()
    topic: str | None = None
    aspect: Aspect | None = None
    verdict: Verdict | None = None
    ids: tuple[str, ...] = ()
    known: bool = True
    compared: tuple[str, ...] = ()
    """The treatments that were put side by side, of which side effects were not told."""

    def text(self, channel: Channel) -> str:
        """Return what the patient reads on `channel` first."""
        if channel == "sms":
            return f"{self.title}: {_run_on(self.sms)}"
        return f"{self.title}:\n{_lines(self.website)}"

    def more(self, channel: Channel) -> str | None:
        """Return what is sent when the patient asks for more, or None where the first text said it all."""
        return _run_on(self.sms_more) if channel == "sms" and self.sms_more else None

    def facts(self, channel: Channel) -> tuple[str, ...]:
        """Return the ids of the facts that `text(channel)` states, in order, each once."""
        statements = self.sms if channel == "sms" else self.website
        return tuple(dict.fromkeys(fact for statement in statements for fact in statement.facts))

    def facts_of_more(self, channel: Channel) -> tuple[str, ...]:
        """Return the ids of the facts that `more(channel)` states."""
        statements = self.sms_more if channel == "sms" else ()
        return tuple(dict.fromkeys(fact for statement in statements for fact in statement.facts))

    def told_in(self, text: str, channel: Channel) -> tuple[Statement, ...]:
        """Return the statements of `more(channel)` that `text` tells, a part of it that was cut between sentences."""
        statements = self.sms_more if channel == "sms" else ()
        return tuple(one for one in statements if _tells(text, one))

    def about(self, topic: str | None, aspect: Aspect) -> Answer:
        """Return the same answer recorded under another topic and aspect."""
        return replace(self, topic=topic, aspect=aspect)


def from_entry(entry: Entry, topic: str | None) -> Answer:
    """Return the answer of one entry; its aspect is the entry's."""
    verdict = Verdict.LISTED if entry.aspect is Aspect.SPECIFIC_SIDE_EFFECT else None
    return Answer(
        title=entry.title,
        website=entry.website,
        sms=entry.sms,
        sms_more=entry.sms_more,
        topic=topic,
        aspect=entry.aspect,
        verdict=verdict,
        ids=(entry.id,),
    )


def from_gap(gap: Gap, topic: str) -> Answer:
    """Return the plain word that the page does not say this."""
    return Answer(
        title=gap.title,
        website=(_statement(gap.website, gap.facts),),
        sms=(_statement(gap.sms, gap.facts),),
        topic=topic,
        aspect=gap.aspect,
        ids=(gap.id,),
        known=False,
    )


def joined(parts: Iterable[Answer], title: str, topic: str | None, aspect: Aspect) -> Answer:
    """Return several answers as one, in order, under one title."""
    parts = tuple(parts)
    return Answer(
        title=title,
        website=tuple(statement for part in parts for statement in part.website),
        sms=tuple(statement for part in parts for statement in part.sms),
        sms_more=tuple(statement for part in parts for statement in part.sms_more),
        topic=topic,
        aspect=aspect,
        ids=tuple(identifier for part in parts for identifier in part.ids),
        known=any(part.known for part in parts),
    )


def _statement(text: str, facts: Iterable[str]) -> Statement:
    """Return a statement that may state no fact at all, which a knowledge file could not hold."""
    return Statement.model_construct(say=text, bullet=None, facts=tuple(facts))


def framed(website: str, sms: str, facts: Iterable[str], identifier: str) -> Answer:
    """Return a filled-in frame as an answer without title, to be joined with others."""
    facts = tuple(facts)
    return Answer(title="", website=(_statement(website, facts),), sms=(_statement(sms, facts),), ids=(identifier,))


def _tells(text: str, statement: Statement) -> bool:
    """Say whether a text tells a statement, or begins with what was left of it; the ends of many are the same."""
    first, *others = SENTENCE_END.split(statement.text)
    return first in text or any(text.startswith(sentence) for sentence in others)


def _run_on(statements: Iterable[Statement]) -> str:
    """Return statements as running text."""
    return " ".join(statement.text for statement in statements)


def _lines(statements: Iterable[Statement]) -> str:
    """Return statements as text: sentences run on, each line of a list on its own."""
    lines: list[str] = []
    after_sentence = False
    for statement in statements:
        if statement.bullet is not None:
            lines.append(f"- {statement.bullet}")
            after_sentence = False
        elif after_sentence:
            lines[-1] += f" {statement.text}"
        else:
            lines.append(statement.text)
            after_sentence = True
    return "\n".join(lines)
