"""Answers what a treatment is."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerWhat(AnswerAction, Action):
    """Answers what a treatment is; intent `ask_what`."""

    intent = "ask_what"
