"""Answers what is known of appointments."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerAppointment(AnswerAction, Action):
    """Answers what is known of appointments; intent `ask_appointment`."""

    intent = "ask_appointment"
