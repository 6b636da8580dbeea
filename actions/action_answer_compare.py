"""Answers how two treatments compare."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerCompare(AnswerAction, Action):
    """Answers how two treatments compare; intent `ask_compare`."""

    intent = "ask_compare"
