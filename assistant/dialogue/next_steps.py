"""What is offered after a reply: what people ask next."""

from __future__ import annotations

import json
from collections.abc import Mapping

from assistant.dialogue.question import Question
from assistant.dialogue.replies import Button, Clarification
from knowledge.answers import Answer
from knowledge.framing import title_of
from knowledge.lookup import OVERVIEW, find_aspect
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect

_ORDER: Mapping[Aspect | None, tuple[str, ...]] = {
    Aspect.WHAT: ("goal", "side_effects"),
    Aspect.GOAL: ("how_given", "side_effects"),
    Aspect.HOW_GIVEN: ("side_effects", "goal"),
    Aspect.RECOVERY: ("goal",),
    Aspect.SIDE_EFFECTS: ("side_effect_management",),
    Aspect.SPECIFIC_SIDE_EFFECT: ("side_effects", "side_effect_management"),
    Aspect.SIDE_EFFECT_MANAGEMENT: ("side_effects", "supportive_care"),
}
_OF_EFFECTS_OF_SEVERAL = (Aspect.WHICH_TREATMENT_CAUSES, Aspect.SIDE_EFFECTS, Aspect.SPECIFIC_SIDE_EFFECT)
"""Aspects after which help is asked for, where the answer is of no single treatment."""
_FROM_FIRST_TO_LAST = (
    Aspect.WHAT,
    Aspect.GOAL,
    Aspect.HOW_GIVEN,
    Aspect.RECOVERY,
    Aspect.SIDE_EFFECTS,
    Aspect.SIDE_EFFECT_MANAGEMENT,
)
"""The order in which a treatment is told of."""


_MOST_OFFERED = 4
ONLY_ASKING = "/only_asking"
"""Payload of the button of a person whom the urgent-help gate stopped."""


def payload(intent: str, **entities: str | list[str]) -> str:
    """Return the button payload that asks `intent` about `entities` (names and ids as in domain.yml)."""
    return f"/{intent}{json.dumps(entities)}" if entities else f"/{intent}"


def booking_button(knowledge: Knowledge) -> Button:
    """Return the button that every answer ends with."""
    return Button(knowledge.frames.buttons["book"], payload("book_appointment"))


def after_answer(answer: Answer, knowledge: Knowledge) -> tuple[Button, ...]:
    """Return at most four buttons for what people ask next."""
    titles = knowledge.frames.buttons
    steps: list[Button] = []
    if answer.aspect is Aspect.COMPARE:
        steps += _after_comparison(answer, knowledge)
    elif answer.topic in TREATMENTS:
        for usual in _ORDER.get(answer.aspect, ("goal", "side_effects")):
            step = usual
            if usual.startswith("side_effect") and not _has_answer(knowledge, str(answer.topic), "side_effects"):
                step = "recovery" if _has_answer(knowledge, str(answer.topic), "recovery") else "goal"
            said = answer.aspect is not None and step == answer.aspect.value
            if said or not _has_answer(knowledge, str(answer.topic), step):
                continue
            entities = {} if step == "supportive_care" else {"treatment": str(answer.topic)}
            steps.append(Button(titles[step], payload(f"ask_{step}", **entities)))
    elif answer.aspect in _OF_EFFECTS_OF_SEVERAL:
        steps.append(Button(titles["side_effect_management"], payload("ask_side_effect_management")))
    elif answer.topic == "treatments_overview":
        steps.append(Button(titles["side_effects"], payload("ask_side_effects")))
        steps.append(Button(titles["supportive_care"], payload("ask_supportive_care")))
    elif answer.topic == "supportive_care":
        steps.append(Button(titles["side_effect_management"], payload("ask_side_effect_management")))
        steps.append(Button(titles["overview"], payload("ask_overview")))
    else:
        steps.append(Button(titles["overview"], payload("ask_overview")))
    return (*dict.fromkeys(steps), booking_button(knowledge))


def after_saying_all(answer: Answer, knowledge: Knowledge) -> tuple[Button, ...]:
    """Return the wish to read an answer again, and what people ask next."""
    return (Button(knowledge.frames.buttons["again"], payload("ask_repeat")), *after_answer(answer, knowledge))


def _after_comparison(answer: Answer, knowledge: Knowledge) -> list[Button]:
    """Return the side effects of each treatment that was compared; where these were compared, the help with them."""
    titles = knowledge.frames.buttons
    listed = [name for name in answer.compared if _has_answer(knowledge, name, "side_effects")]
    if listed:
        return [
            Button(
                title_of(knowledge, "side_effects_of_all", treatments=knowledge.topics[name].name),
                payload("ask_side_effects", treatment=name),
            )
            for name in listed
        ]
    step = "overview" if answer.compared else "side_effect_management"
    return [Button(titles[step], payload(f"ask_{step}"))]


def more_about(answer: Answer, knowledge: Knowledge) -> Question | None:
    """Return what "tell me more" asks where an answer was read to its end; None where there is no more of its kind."""
    if answer.topic == OVERVIEW:
        return Question("name_treatment")  # of which one is asked
    if answer.topic not in TREATMENTS or answer.aspect not in _FROM_FIRST_TO_LAST:
        return None
    rest = _FROM_FIRST_TO_LAST[_FROM_FIRST_TO_LAST.index(answer.aspect) + 1 :]
    next_ones = [aspect for aspect in rest if find_aspect(knowledge, answer.topic, aspect).known]
    return Question(f"ask_{next_ones[0].value}", (answer.topic,)) if next_ones else None


def _has_answer(knowledge: Knowledge, treatment: str, step: str) -> bool:
    """Say whether the page answers `step` of `treatment`: nothing is offered that ends in "I do not have that"."""
    return step == "supportive_care" or find_aspect(knowledge, treatment, Aspect(step)).known


def of_treatment(treatment: str, knowledge: Knowledge) -> tuple[Button, ...]:
    """Return what there is to know of a treatment, for who named it in a question that was not understood."""
    steps = [aspect.value for aspect in _FROM_FIRST_TO_LAST if _has_answer(knowledge, treatment, aspect.value)]
    titles = knowledge.frames.buttons
    buttons = [Button(titles[step], payload(f"ask_{step}", treatment=treatment)) for step in steps[:_MOST_OFFERED]]
    return (*buttons, booking_button(knowledge))


def of_clarification(clarification: Clarification, knowledge: Knowledge) -> tuple[Button, ...]:
    """Return one button for each treatment that may be meant."""
    question = Question.from_slot(clarification.question)
    buttons = []
    for treatment in clarification.treatments:
        entities: dict[str, str | list[str]] = {"treatment": treatment}
        if question.effects:
            entities["effect"] = question.effects[0] if len(question.effects) == 1 else list(question.effects)
        name = knowledge.topics[treatment].name
        buttons.append(Button(name[:1].upper() + name[1:], payload(question.intent, **entities)))
    return tuple(buttons)


def after_redirect(knowledge: Knowledge) -> tuple[Button, ...]:
    """Return the appointment, and the way back to what there is."""
    return (booking_button(knowledge), Button(knowledge.frames.buttons["overview"], payload("ask_overview")))
