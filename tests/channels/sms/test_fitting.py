"""A long reply is cut where a reader would pause, and nothing of it is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.sms.fitting import Fitted, fit
from assistant.channels.sms.parts import next_part
from assistant.channels.sms.phone import Open
from assistant.channels.sms.segments import fits
from assistant.channels.sms.words import load_texting
from assistant.dialogue.replies import Button
from knowledge.reader import load_knowledge
from knowledge.texts import all_texts

MORE = "Reply MORE for the rest."
CHOICES = ("1 Side effects", "2 Help with side effects", "3 Ask for an appointment")
NOTE = "If this is happening to you now, call 911."
QUESTION = "First, a safety question. Is any of this new? Weak or numb legs. No control of pee or poop. A fever."
YES, NO, EFFECTS = Button("Yes", "/yes"), Button("No", "/no"), Button("Side effects", "/effects")
WORDS_SMS = load_texting()
WORDS = st.text(alphabet="abcdefgh é€ж", min_size=1, max_size=12).map(str.strip).filter(bool)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: " ".join(words) + ".")
BODIES = st.lists(SENTENCES, min_size=1, max_size=8).map(" ".join)
GSM_BODIES = BODIES.map(lambda body: body.replace("ж", "x"))
"""Of 134 characters of UCS-2, a note, three choices and the line for more leave none."""


def parts_of(body: str, choices: tuple[str, ...] = CHOICES) -> list[Fitted]:
    """Return all the texts that a body is sent in."""
    parts = [fit(body, choices=choices, more=MORE)]
    while parts[-1].rest:
        parts.append(fit(parts[-1].rest, choices=choices, more=MORE))
    return parts


def said_in(part: Fitted) -> str:
    """Return the words of the body that a text holds."""
    return "\n".join(line for line in part.text.split("\n") if line != MORE and line not in CHOICES)


@given(BODIES)
def test_joined_texts_lose_nothing_and_each_fits(body: str) -> None:
    """The texts of a reply, one after the other, hold every word in order, and each is two segments at most."""
    parts = parts_of(body)
    assert " ".join(" ".join(said_in(part).split()) for part in parts).split() == body.split()
    assert all(fits(part.text) for part in parts)
    assert all((MORE in part.text) == bool(part.rest) for part in parts)
    assert all(line in parts[-1].text for line in CHOICES)


@given(GSM_BODIES, st.booleans())
def test_the_line_for_safety_is_never_cut_off(body: str, more_left: bool) -> None:
    """A note such as the 911 line stands in the first text, however long the reply is."""
    first = fit(body, (NOTE,), CHOICES, MORE, more_left=more_left)
    assert NOTE in first.text.split("\n")
    assert fits(first.text)
    if more_left:
        assert MORE in first.text


@given(GSM_BODIES, st.sampled_from(("", "Call 911 now. " * 8)), st.booleans())
def test_a_question_is_in_each_text_that_shows_its_choices(body: str, safety: str, needed: bool) -> None:
    """However a reply is cut: no choice of the question without the question, nothing lost, the first text holds it."""
    asked = Open(question=QUESTION, answers=(YES, NO), others=(EFFECTS,), needed=needed, safety=(safety,), rest=body)
    said, left, first = [], asked, True
    while first or left.rest:
        part = next_part(left, WORDS_SMS, first=first)
        assert fits(part.text)
        assert (f"{QUESTION}\n1 Yes\n2 No" in part.text) == (YES in part.shown) == (NO in part.shown)
        assert YES in part.shown or not first
        sent = left.rest.removesuffix(part.rest).strip() if part.rest else left.rest
        assert sent in part.text
        said.append(sent)
        left, first = left.model_copy(update={"rest": part.rest}), False
    assert " ".join(said).split() == body.split()


def test_what_fits_is_sent_at_once() -> None:
    """A reply that fits with its choices is one text, without a word of more."""
    fitted = fit("Hair loss.", choices=CHOICES, more=MORE)
    assert fitted == Fitted("Hair loss.\n" + "\n".join(CHOICES))


def test_the_cut_is_between_sentences() -> None:
    """As many whole sentences as fit with the choices come first."""
    sentences = [f"This is sentence number {word} of them all, and so on." for word in "abcdefgh"]
    first = fit(" ".join(sentences), choices=CHOICES, more=MORE)
    assert first.text == " ".join(sentences[:4]) + "\n" + "\n".join((MORE, *CHOICES))
    assert first.rest == " ".join(sentences[4:])


def test_a_long_sentence_keeps_its_words_and_the_choices_wait() -> None:
    """Where no whole sentence fits beside the choices, the sentence comes first and the choices after the rest."""
    sentence = "word " * 52 + "end."
    first, last = parts_of(f"{sentence} And one more sentence that does not fit there.")
    assert first.text == f"{sentence}\n{MORE}"
    assert last.text.endswith("\n".join(CHOICES))


@pytest.mark.parametrize(
    "never", ["100.4 F", "555-0111", "212 555 0142", "https://hospital.example/a/b?c=d.e", "call 911"]
)
def test_numbers_and_links_are_never_cut(never: str) -> None:
    """A temperature, a telephone number and a link stand in one text, wherever they are in a reply without an end."""
    for before in range(35, 65):
        body = "word " * before + never + " word" * 40
        assert sum(never in part.text for part in parts_of(body)) == 1


def test_a_link_longer_than_a_text_is_sent_whole() -> None:
    """What can't be cut is sent as it is: a link with an end missing leads nowhere."""
    link = "https://hospital.example/" + "a" * 400
    parts = parts_of(f"Go here: {link} now.")
    assert sum(link in part.text for part in parts) == 1


@pytest.mark.parametrize("shown", [shown for shown in all_texts(load_knowledge()) if shown.channel == "sms"], ids=str)
def test_every_answer_is_sent_in_at_most_two_texts(shown: object) -> None:
    """Each answer, with three choices, needs at most one "more", and its sentences stay whole."""
    text = re.sub(r"\s+", " ", shown.text)  # type: ignore[attr-defined]
    parts = parts_of(text)
    assert len(parts) <= 2
    assert all(re.search(r"[.!?:]$", said_in(part)) for part in parts[:-1])
