"""Answers which treatments there are."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerOverview(AnswerAction, Action):
    """Answers which treatments there are; intent `ask_overview`."""

    intent = "ask_overview"
