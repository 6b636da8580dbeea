"""Answers how a treatment is given."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerHowGiven(AnswerAction, Action):
    """Answers how a treatment is given; intent `ask_how_given`."""

    intent = "ask_how_given"
