"""Each sentence, title and button of frames.yml is said to somebody: what nobody asks for is not signed in vain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from assistant.dialogue.following import WHICH_IS_MOST
from assistant.dialogue.help_asked import HOW_OFTEN
from assistant.dialogue.memory import Memory
from assistant.dialogue.next_steps import after_redirect, after_saying_all, of_treatment
from assistant.dialogue.question import Question
from assistant.dialogue.referring import HOW_WELL
from assistant.dialogue.replies import answer_in
from assistant.dialogue.resolve import NOT_COVERED_SUBJECT, resolve
from assistant.dialogue.rules import RULES
from assistant.dialogue.second_question import WHERE_IT_COMES_FROM
from assistant.dialogue.silent import SILENT_ON
from assistant.training.domain_file import own_domain
from knowledge.reader import TREATMENTS, Knowledge, load_knowledge
from knowledge.records import HELP, Focus

GROUPS = ("frames", "titles", "buttons", "help")


class Asked(dict[str, object]):
    """A part of frames.yml that remembers which of its keys were asked for."""

    def __init__(self, content: dict[str, object]) -> None:
        super().__init__(content)
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> object:
        """Return what stands under a key."""
        self.keys_asked.add(key)
        return super().__getitem__(key)


def questions(knowledge: Knowledge) -> Iterator[Question]:
    """Yield questions of every intent, about treatments and effects alone and together."""
    several = [pair for count in (2, 3, 4) for pair in combinations(TREATMENTS, count)]
    for intent in RULES:
        for treatments in ((), *((name,) for name in TREATMENTS), *several):
            yield Question(intent, treatments, together=len(treatments) > 1)
    effects = [
        *((effect,) for effect in knowledge.effects),
        ("headache", "fever"),
        ("pain", "fever", "nausea", "swelling"),
    ]
    for some in effects:
        for treatments in ((), *((name,) for name in TREATMENTS)):
            for intent in ("ask_specific_side_effect", "ask_side_effect_management", "ask_which_treatment_causes"):
                yield Question(intent, treatments, some)
                yield Question(intent, treatments, some, without=True)
            for focus in HELP:
                yield Question("ask_side_effect_management", treatments, some, focuses=(focus,))
    for treatment in TREATMENTS:
        for focus in Focus:
            yield Question("ask_side_effect_management", (treatment,), focuses=(focus.value,))


@pytest.fixture(scope="module")
def asked() -> dict[str, Asked]:
    """What the replies to all questions, and the buttons below them, asked for."""
    knowledge = load_knowledge()
    parts = {group: Asked(getattr(knowledge.frames, group)) for group in GROUPS}
    knowledge = replace(knowledge, frames=knowledge.frames.model_copy(update=parts))
    for question in questions(knowledge):
        answer = answer_in(resolve(question, Memory(), knowledge).reply)
        if answer is not None:
            after_saying_all(answer, knowledge)
    after_redirect(knowledge)
    for treatment in TREATMENTS:
        of_treatment(treatment, knowledge)
    return parts


@pytest.mark.parametrize("group", GROUPS)
def test_each_is_asked_for(group: str, asked: dict[str, Asked]) -> None:
    """Nothing stands in frames.yml that no question leads to."""
    assert set(asked[group]) - asked[group].keys_asked == set()


def test_each_subject_is_that_of_an_intent(knowledge: Knowledge) -> None:
    """A redirect names the subject of an intent of the domain, or of what the dialogue itself redirects."""
    own = {NOT_COVERED_SUBJECT, WHICH_IS_MOST, HOW_WELL, HOW_OFTEN, WHERE_IT_COMES_FROM, *SILENT_ON}
    named = {*own_domain()["intents"], *own}
    assert set(knowledge.frames.subjects) - named == set()
