"""Checks every text that can be sent: characters, segments, reading grade, and words that phone companies act on.

`python -m knowledge check` does so for the answers; this looks at all that a phone gets: answers, the responses of
domain.yml, urgent help, the fixed texts of knowledge/texting.yml, and the choices.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.channels.sms import choices
from assistant.channels.sms.keywords import CARRIER_WORDS, bare, keyword_of
from assistant.channels.sms.segments import LIMIT, is_gsm, plain, segments
from assistant.channels.sms.words import FILE, load_texting
from assistant.dialogue.replies import Button
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.settings import Settings
from assistant.training.domain_file import own_domain
from knowledge.checks import HIGHEST_GRADE
from knowledge.reader import load_knowledge
from knowledge.reading_grade import grade
from knowledge.records import Statement
from knowledge.terms import load_terms
from knowledge.texts import Shown, all_texts

_ASKED_FOR = re.compile(
    r"\b(?i:text|reply|respond|send|type|answer with)\W+(?i:(?:back|with|the|word|keyword)\W+)*"
    rf"(?i:{'|'.join(sorted(CARRIER_WORDS))})\b"
    rf"|\b(?i:say|write)\b[^.?!]*\b(?i:{'|'.join(sorted(CARRIER_WORDS - {'yes', 'end', 'start', 'help'}))})\b"
    rf"|\b(?:{'|'.join(sorted(CARRIER_WORDS)).upper()})\b"
)
_NEEDED = re.compile(r"\bSTOP to end\b|\bHELP for help\b|\bText START to begin again\b")
"""What the phone companies' own rules want said, in the fixed texts only."""
_NOT_READ = re.compile(r"https?://\S+|[-0-9]{4,}")
"""Links and telephone numbers are not read as words."""
_SAMPLE = "Maria"
"""Stands for what a conversation fills in."""


@dataclass(frozen=True)
class Sent:
    """A text that can be sent, and where it stands."""

    where: str
    text: str
    fixed: bool = False
    parts: Shown | None = None
    """The title and the statements of an answer, each of which is read as a sentence."""


def faults(settings: Settings) -> list[str]:
    """Return what is wrong with each text, with where it stands; none where all is well."""
    found = [f"{sent.where}: {what}" for sent in texts(settings) for what in _faults_of(sent, settings.hospital_name)]
    return found + [f"{where}: the choice '{title}' {what}" for where, title in titles() for what in _of_title(title)]


def texts(settings: Settings) -> Iterator[Sent]:
    """Yield every text that can be sent, filled with the hospital's names and numbers."""
    for shown in all_texts(load_knowledge()):
        if shown.channel == "sms":
            yield Sent(shown.id, shown.text, parts=shown)
    for name, text in load_texting().filled(settings).texts().items():
        yield Sent(f"{FILE}: {name}", text, fixed=True)
    yield from _urgent(settings)
    for name, text in _responses():
        yield Sent(f"domain.yml: {name}", _filled(text, settings))
        if "{subject}" in text:
            for subject, words in load_knowledge().frames.subjects.items():
                yield Sent(f"domain.yml: {name} ({subject})", _filled(text, settings, subject=words))


def titles() -> Iterator[tuple[str, str]]:
    """Yield the words of every choice, with where they stand."""
    for name, title in load_knowledge().frames.buttons.items():
        yield f"frames.yml: {name}", title
    yield "urgent_help.yml", load_urgent_help().only_asking
    for name, variants in own_domain()["responses"].items():
        for variant in variants:
            for button in variant.get("buttons") or ():
                yield f"domain.yml: {name}", str(button["title"])


def _urgent(settings: Settings) -> Iterator[Sent]:
    """Yield urgent help as it is sent, with the way back for who only asked."""
    help_ = load_urgent_help()
    (back,) = choices.lines((Button(help_.only_asking, ""),))
    replies = [*help_.replies.items(), *((" ".join(reply.kinds), reply) for reply in help_.kinds)]
    for name, reply in replies:
        yield Sent(f"urgent_help.yml: {name}", f"{reply.sms.format(phone=settings.care_team_phone)}\n{back}")
    for text in help_.texts_in_spanish("sms", settings.care_team_phone):
        yield Sent("urgent_help.yml: in_spanish", f"{text}\n{back}")
    for text in help_.texts_again("sms", settings.care_team_phone):
        yield Sent("urgent_help.yml: again and asked_after", f"{text}\n{back}")
    lines = {"danger_signs": help_.danger_signs, "not_english": help_.not_english, "still_here": help_.still_here}
    lines |= {f"called.{tier}": line for tier, line in help_.called.items()}
    for name, line in lines.items():
        yield Sent(f"urgent_help.yml: {name}", line.sms)
    yield Sent(
        "urgent_help.yml: care_team_danger", help_.line_for(Tier.CALL_CARE_TEAM_NOW, "sms", settings.care_team_phone)
    )


def _responses() -> Iterator[tuple[str, str]]:
    """Yield the texts of domain.yml that this channel reads: those made for it, or else those for all."""
    for name, variants in own_domain()["responses"].items():
        own = [variant for variant in variants if variant.get("channel") == "sms"]
        for variant in own or [variant for variant in variants if "channel" not in variant]:
            yield name, str(variant.get("text", ""))


def _filled(text: str, settings: Settings, **values: str) -> str:
    known: defaultdict[str, Any] = defaultdict(lambda: _SAMPLE, {**settings.model_dump(), **values})
    return text.format_map(known)


def _faults_of(sent: Sent, hospital_name: str) -> Iterator[str]:
    """Say what is wrong with one text."""
    if not is_gsm(sent.text) or plain(sent.text) != sent.text:
        yield "it has characters that not every phone shows, or that make it cost more"
    if (count := segments(sent.text)) > LIMIT:
        yield f"it takes {count} segments; at most {LIMIT}"
    whole = Statement.model_construct(
        say=_NOT_READ.sub("us", sent.text.replace(hospital_name, "us")), bullet=None, facts=()
    )
    if (found := grade(sent.parts or Shown(sent.where, "sms", "", (whole,)), load_terms())) > HIGHEST_GRADE:
        yield f"the reading grade is {found:.1f}; at most {HIGHEST_GRADE:.1f}"
    asking = _NEEDED.sub("", sent.text) if sent.fixed else sent.text
    if word := _ASKED_FOR.search(asking):
        yield f"it says '{word.group()}', a word that phone companies act on; offer a choice with a number"


def _of_title(title: str) -> Iterator[str]:
    """Say what is wrong with the words of a choice: who types them must not stop all texts by it."""
    if keyword_of(title) is not None:
        yield f"is the keyword {bare(title).upper()} when it is typed; use other words"
    if not is_gsm(title):
        yield "has characters that not every phone shows"
