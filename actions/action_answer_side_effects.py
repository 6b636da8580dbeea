"""Answers which side effects a treatment has."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerSideEffects(AnswerAction, Action):
    """Answers which side effects a treatment has; intent `ask_side_effects`."""

    intent = "ask_side_effects"
