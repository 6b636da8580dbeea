"""The words of urgent help: knowledge/urgent_help.yml, read and checked."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from assistant.language.english import is_mostly_foreign
from assistant.language.folding import fold
from assistant.safety.tiers import Tier
from knowledge.reader import FOLDER, KnowledgeError, read_file
from knowledge.records import Channel, Frame, Identifier, Record, Review, Text

FILE = "urgent_help.yml"


class KindReply(Frame):
    """A reply for some kinds of emergency of one tier."""

    kinds: tuple[Identifier, ...] = Field(min_length=1)
    tier: Tier


class UrgentHelp(Record):
    """The file urgent_help.yml."""

    review: Review
    replies: dict[Tier, Frame]
    kinds: tuple[KindReply, ...]
    danger_signs: Frame
    not_english: Frame
    still_here: Frame
    only_asking: Text
    only_asking_typed: tuple[Text, ...]

    def means_only_asking(self, typed: str) -> bool:
        """Say whether somebody typed the words of the button "I was only asking", or what stands for them."""
        return _bare(typed) in map(_bare, (self.only_asking, *self.only_asking_typed))

    def text(self, tier: Tier, kind: str | None, channel: Channel, phone: str) -> str:
        """Return what is said for an emergency of `tier` and `kind`; `phone` is the care team's number."""
        fitting = [reply for reply in self.kinds if reply.tier is tier and kind in reply.kinds]
        reply: Frame = fitting[0] if fitting else self.replies[tier]
        return getattr(reply, channel).format(phone=phone)

    def line_beside(self, message: str, channel: Channel) -> str:
        """Return the 911 line that stands beside the answer of `message`."""
        frame = self.not_english if is_mostly_foreign(fold(message)) else self.danger_signs
        return str(getattr(frame, channel))


def _bare(words: str) -> str:
    """Return words in lower case without marks."""
    return " ".join(re.findall(r"\w+", fold(words)))


@lru_cache(maxsize=1)
def load_urgent_help(folder: Path = FOLDER) -> UrgentHelp:
    """Return the replies of urgent help, read once.

    Raises:
        KnowledgeError: the file is missing, is not YAML, or lacks the reply of a tier.
    """
    urgent_help = read_file(folder / FILE, UrgentHelp)
    missing = [tier.value for tier in Tier if tier not in urgent_help.replies]
    if missing:
        raise KnowledgeError(f"knowledge/{FILE}:1: replies: there is no reply for {', '.join(missing)}")
    return urgent_help
