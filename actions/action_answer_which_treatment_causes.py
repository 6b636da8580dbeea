"""Answers which treatments have one side effect."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerWhichTreatmentCauses(AnswerAction, Action):
    """Answers which treatments have one side effect; intent `ask_which_treatment_causes`."""

    intent = "ask_which_treatment_causes"
