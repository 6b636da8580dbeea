"""Answers which treatments are used together."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerCombination(AnswerAction, Action):
    """Answers which treatments are used together; intent `ask_combination`."""

    intent = "ask_combination"
