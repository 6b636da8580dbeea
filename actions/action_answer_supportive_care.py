"""Answers which supportive care there is."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerSupportiveCare(AnswerAction, Action):
    """Answers which supportive care there is; intent `ask_supportive_care`."""

    intent = "ask_supportive_care"
