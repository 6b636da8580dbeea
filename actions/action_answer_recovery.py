"""Answers how recovery goes."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerRecovery(AnswerAction, Action):
    """Answers how recovery goes; intent `ask_recovery`."""

    intent = "ask_recovery"
