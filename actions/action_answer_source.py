"""Answers where the answers come from."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerSource(AnswerAction, Action):
    """Answers where the answers come from; intent `ask_source`."""

    intent = "ask_source"
