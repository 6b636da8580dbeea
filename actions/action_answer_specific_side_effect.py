"""Answers whether a treatment has one side effect."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerSpecificSideEffect(AnswerAction, Action):
    """Answers whether a treatment has one side effect; intent `ask_specific_side_effect`."""

    intent = "ask_specific_side_effect"
