"""Answers what a treatment is for, and for whom."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerGoal(AnswerAction, Action):
    """Answers what a treatment is for, and for whom; intent `ask_goal`."""

    intent = "ask_goal"
