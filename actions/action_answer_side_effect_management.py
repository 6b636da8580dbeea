"""Answers how side effects are managed."""

from rasa_sdk import Action

from actions.answering import AnswerAction


class ActionAnswerSideEffectManagement(AnswerAction, Action):
    """Answers how side effects are managed; intent `ask_side_effect_management`."""

    intent = "ask_side_effect_management"
