"""Answers a message that only names a treatment: "and radiation?", "no, I meant chemo"."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerNamedTreatment(AnswerAction, Action):
    """Asks the last question again of the treatment that is named; intent `name_treatment`."""

    intent = "name_treatment"

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_named_treatment"
