"""A message is cut into the questions it asks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.clauses import MOST_QUESTIONS, questions_in, unmarked_questions
from assistant.language.folding import fold


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what is chemo and what is radiation", ("what is chemo", "what is radiation")),
        ("what is chemo? how is it given?", ("what is chemo?", "how is it given?")),
        ("what is chemo, how long does it take", ("what is chemo", "how long does it take")),
        ("I am scared. What is chemo? Does it hurt", ("what is chemo?", "does it hurt")),
        ("tell me about chemo and also explain radiation to me", ("tell me about chemo", "explain radiation to me")),
        ("what is chemo\nhow is it given", ("what is chemo.", "how is it given")),
        ("i was told\nchemo can be given", ()),
        ("what is chemo and radiation", ()),
        ("will I lose my hair and eyebrows?", ()),
        ("chemo? radiation?", ()),
        ("my dad has cancer and he is sad", ()),
        ("what is chemo", ()),
        ("", ()),
    ],
)
def test_questions(text: str, questions: tuple[str, ...]) -> None:
    """Two questions are told apart; one question, whatever it names, stays whole."""
    assert questions_in(fold(text)) == questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "what is surgery what are the side effects of radiation",
            ("what is surgery", "what are the side effects of radiation"),
        ),
        ("is surgery safe how long does radiation take", ("is surgery safe", "how long does radiation take")),
        ("what is surgery what are the side effects", ()),
        ("what is surgery what are the side effects of surgery and radiation", ()),
        ("do you know what is radiation", ()),
        ("i had surgery what are the side effects of radiation", ()),
        ("what is surgery what is radiation", ("what is surgery", "what is radiation")),
        ("surgery what is radiation", ()),
        ("", ()),
    ],
)
def test_two_questions_that_nothing_parts(text: str, questions: tuple[str, ...]) -> None:
    """Where each names another treatment they are two, so that none gets the side effects of the other."""
    assert unmarked_questions(text, lambda part: {"surgery", "radiation"} & set(part.split())) == questions


def test_not_more_than_are_answered() -> None:
    """Of many questions the first ones are kept."""
    assert len(questions_in("what is a? what is b? what is c? what is d? what is e?")) == MOST_QUESTIONS


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["what", "is", "chemo", "?", ",", "and", "how", "but", "&", ".", "\n", "plus", "it", "hurt"]),
        max_size=40,
    ).map(" ".join)
)
def test_questions_are_pieces_of_the_text(text: str) -> None:
    """Each question stands in the text, in order, and there is none or at least two."""
    folded = fold(text)
    questions = questions_in(folded)
    assert len(questions) != 1
    place = 0
    for question in questions:
        place = folded.index(question, place) + len(question)
