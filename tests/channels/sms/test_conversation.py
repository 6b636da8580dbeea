"""A conversation by text: welcome, choices, more, keywords, sessions."""

from __future__ import annotations

import pytest
from line_fakes import BOOK, EFFECTS, HELP_WITH, LONG, WORDS, Clock, FakeTalks, Handset, said

from assistant.channels.sms.segments import fits
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.language.folding import MAX_CHARACTERS
from assistant.safety.replies import load_urgent_help
from assistant.turn.turns import Said, Turn

WEAK = "since this morning i cant lift my left leg"


async def test_first_contact(phone: Handset) -> None:
    """The first answer comes after who this is; the second comes alone."""
    first, answer = await phone.text("what is chemo")
    assert first == WORDS.first_contact
    assert answer == "You said what is chemo."
    assert await phone.text("and radiation?") == ("You said and radiation?.",)


def test_what_the_first_contact_says() -> None:
    """Who, automated, not private, nobody reads it, 911, rates, how to stop and to get help."""
    for needed in ("Demo Hospital", "robot", "not private", "no one reads", "911", "rates may apply", "STOP", "HELP"):
        assert needed in WORDS.first_contact


async def test_choices_are_numbered_and_picked(phone: Handset, talks: FakeTalks) -> None:
    """Each choice is a line with its number, without its payload; the number presses it, and so do its words."""
    talks.turns = [said("Chemo.", EFFECTS, BOOK)] * 4
    assert await phone.last("what is chemo") == "Chemo.\n1 Side effects\n2 Ask for an appointment"
    await phone.text("1")
    await phone.text("second")
    await phone.text("Ask for an appointment.")
    assert talks.words == ["what is chemo", EFFECTS.payload, BOOK.payload, BOOK.payload]


async def test_choices_are_those_of_the_last_turn(phone: Handset, talks: FakeTalks) -> None:
    """1 is the first choice of what was said last."""
    talks.turns = [said("One.", EFFECTS), said("Two.", BOOK)]
    await phone.text("a")
    await phone.text("b")
    await phone.text("1")
    assert talks.words[-1] == BOOK.payload


async def test_choices_end_after_half_an_hour(phone: Handset, talks: FakeTalks, clock: Clock) -> None:
    """A choice works for 30 minutes; later, its number is answered with how to go on."""
    talks.turns = [said("One.", EFFECTS), said("Two.", EFFECTS)]
    await phone.text("a")
    clock.pass_minutes(29)
    await phone.text("1")
    assert talks.words[-1] == EFFECTS.payload
    clock.pass_minutes(31)
    assert await phone.text("1") == (WORDS.no_choice,)
    assert len(talks.words) == 2


async def test_menu_and_person_at_any_time(phone: Handset, talks: FakeTalks) -> None:
    """0 asks for the menu, 9 for a person."""
    for digit in ("0", "9"):
        await phone.text(digit)
    assert talks.words == ["/ask_capabilities", "/ask_person"]


async def test_a_number_goes_to_the_form_where_it_asks_for_one(phone: Handset, talks: FakeTalks) -> None:
    """A question of the form without choices takes what is typed as it is; with choices, a number picks."""
    which = said("Which number may we call?", outcome=Outcome.BOOKING, asks="appointment_phone")
    who = said("Who is it for?", Button("For me", "/self"), outcome=Outcome.BOOKING, asks="appointment_for")
    talks.turns = [which, who, said("Sent.", outcome=Outcome.BOOKING)]
    for text in ("book", "9", "1", "0"):
        await phone.text(text)
    assert talks.words == ["book", "9", "/self", "/ask_capabilities"]


@pytest.mark.parametrize("asks", ["appointment_name", "appointment_relation"])
async def test_nine_is_no_name(asks: str, phone: Handset, talks: FakeTalks) -> None:
    """Where the form asks for a name, 9 is a person and 0 the menu, as the first text says; other numbers are typed."""
    talks.turns = [said("What name?", outcome=Outcome.BOOKING, asks=asks)] * 4
    for text in ("book", "9", "0", "1"):
        await phone.text(text)
    assert talks.words == ["book", "/ask_person", "/ask_capabilities", "1"]


async def test_a_failed_turn_takes_no_choice_away(phone: Handset, talks: FakeTalks) -> None:
    """The person who is asked to try again can do so."""
    talks.turns = [said("One.", EFFECTS), said("Sorry.", outcome=Outcome.ERROR)]
    await phone.text("a")
    await phone.text("1")
    await phone.text("1")
    assert talks.words == ["a", EFFECTS.payload, EFFECTS.payload]


async def test_the_rest_comes_after_more(phone: Handset, talks: FakeTalks) -> None:
    """A reply of more than two segments comes in parts, each with the choices; the assistant is not asked again."""
    talks.turns = [said(LONG, EFFECTS, BOOK)]
    first, second = await phone.last("a"), await phone.last("More")
    assert fits(first)
    assert fits(second)
    assert WORDS.more in first
    assert WORDS.more not in second
    offers = "1 Side effects\n2 Ask for an appointment"
    assert f"{first.partition(chr(10))[0]} {second.partition(chr(10))[0]}" == LONG
    assert first.endswith(offers)
    assert second.endswith(offers)
    assert talks.words == ["a"]


async def test_more_without_a_rest_is_for_the_assistant(phone: Handset, talks: FakeTalks) -> None:
    """The assistant itself keeps more on some answers."""
    await phone.text("what is surgery for")
    await phone.text("more")
    assert talks.words == ["what is surgery for", "more"]


async def test_more_of_the_assistant_joins_the_rest(phone: Handset, talks: FakeTalks) -> None:
    """Where an answer was cut and the assistant has more on it, one "more" brings both, with its choices."""
    record = Record(Outcome.ANSWER, answer_ids=("surgery.goal@1",))
    talks.turns = [Turn("", (Said(LONG, (EFFECTS, BOOK)),), record, more="The rest of it."), said("The rest of it.")]
    first = (await phone.last("a")).partition("\n")[0]
    rest = LONG.removeprefix(first).strip()
    assert rest
    assert await phone.text("more") == (f"{rest} The rest of it.\n1 Side effects\n2 Ask for an appointment",)
    await phone.text("2")
    assert talks.words == ["a", "more", BOOK.payload]


async def test_the_rest_comes_although_the_assistant_fails(phone: Handset, talks: FakeTalks) -> None:
    """What was cut off is known here."""
    record = Record(Outcome.ANSWER, answer_ids=("surgery.goal@1",))
    talks.turns = [Turn("", (Said(LONG, (BOOK,)),), record, more="It."), said("Sorry.", outcome=Outcome.ERROR)]
    await phone.text("a")
    assert (await phone.last("more")).startswith("This is sentence number")


@pytest.mark.parametrize("outcome", [Outcome.ANSWER, Outcome.REDIRECT])
async def test_more_is_announced_where_there_is_more(phone: Handset, talks: FakeTalks, outcome: Outcome) -> None:
    """Words of the knowledge that have a second text say so, also those put together; once that was said, no more."""
    record = Record(outcome, answer_ids=("frames.several_not_listed@1",))
    talks.turns = [Turn("", (Said("Hair loss."),), record, more="Nausea."), Turn("", (Said("Nausea."),), record)]
    assert await phone.last("a") == f"Hair loss.\n{WORDS.more}"
    assert await phone.last("more") == "Nausea."


async def test_more_of_an_earlier_answer_is_not_announced_below_other_words(phone: Handset, talks: FakeTalks) -> None:
    """Where nothing of the knowledge was said, there is no rest of it."""
    talks.turns = [Turn("", (Said("Sorry?"),), Record(Outcome.REDIRECT), more="The rest of the answer before.")]
    assert await phone.last("a") == "Sorry?"


async def test_more_of_what_is_known_leaves_the_choice(phone: Handset, talks: FakeTalks) -> None:
    """Who reads more of what can be said without knowing the treatment can still pick one by its number."""
    chemo = Button("Chemo", "/chemo")
    record = Record(Outcome.CLARIFY, answer_ids=("frames.listed_for@1",))
    messages = (Said("Nausea can be."), Said("Which treatment?", (chemo,)))
    talks.turns = [Turn("", messages, record, more="Hair loss can be."), said("Hair loss can be.")]
    assert WORDS.more in await phone.last("a")
    assert await phone.last("more") == "Hair loss can be.\n1 Chemo"
    await phone.text("1")
    assert talks.words[-1] == chemo.payload


async def test_an_answer_is_worth_more_than_an_offer(phone: Handset, talks: FakeTalks) -> None:
    """Where an answer fits but not with all its offers, one of them goes, never the last; the numbers follow."""
    text = "a" * 270 + "."
    talks.turns = [said(text, HELP_WITH, BOOK), said(text[:250] + ".", EFFECTS, HELP_WITH, BOOK)]
    assert await phone.last("a") == f"{text}\n1 Ask for an appointment"
    assert await phone.last("b") == f"{text[:250]}.\n1 Side effects\n2 Ask for an appointment"
    await phone.text("2")
    assert talks.words[-1] == BOOK.payload


async def test_urgent_help_is_whole_and_stands_alone(phone: Handset, talks: FakeTalks) -> None:
    """No welcome before it, nothing cut, and the way back for who only asked is a number."""
    help_ = load_urgent_help()
    text = "Call 911 now. " * 30
    asked = Button(help_.only_asking, "/only_asking")
    talks.turns = [said(text, asked, outcome=Outcome.URGENT)]
    (reply,) = await phone.text(WEAK)
    assert reply == f"{text.strip()}\n1 I was only asking"
    first, _ = await phone.text("1")
    assert first == WORDS.first_contact
    assert talks.words[-1] == "/only_asking"


async def test_an_emergency_is_never_a_choice(phone: Handset, talks: FakeTalks) -> None:
    """Words of a choice that are an emergency are for the assistant, which gives urgent help."""
    talks.turns = [said("One.", Button(WEAK, "/a_button"))]
    await phone.text("a")
    await phone.text(WEAK)
    assert talks.words[-1] == WEAK


async def test_lines_of_urgent_help_are_never_cut_off(phone: Handset, talks: FakeTalks) -> None:
    """The 911 line of a general question, and 988 after a word of suicide, stand in the first text."""
    help_ = load_urgent_help()
    for line in (help_.danger_signs.sms, help_.still_here.sms):
        talks.turns = [said(LONG, EFFECTS, BOOK, more=(line,))]
        for reply in (await phone.last("a"), await phone.last("more")):
            assert reply.count(line) == 1
            assert fits(reply)


@pytest.mark.parametrize(
    ("text", "media", "fixed"),
    [
        ("", 1, "media_only"),
        ("  ", 2, "media_only"),
        ("What does surgery do, and what does chemo do? " * 30, 0, "too_long"),
        ("1", 0, "no_choice"),
    ],
)
async def test_what_can_not_be_answered_as_it_came(phone: Handset, text: str, media: int, fixed: str) -> None:
    """A picture alone, a text longer than the assistant reads, a number without a choice: what to do instead."""
    assert await phone.text(text, media=media) == (getattr(WORDS, fixed),)


async def test_a_long_text_with_an_emergency_at_its_end(phone: Handset, talks: FakeTalks) -> None:
    """Length keeps nobody from urgent help."""
    text = "I have a long story to tell. " * 45 + WEAK
    await phone.text(text)
    assert len(talks.words) == 1
    assert talks.words[0].endswith(WEAK)
    assert len(talks.words[0]) <= MAX_CHARACTERS


async def test_words_beside_a_picture_are_answered(phone: Handset) -> None:
    """The words count, and the person is told that the picture is not seen."""
    assert await phone.last("what is this", media=1) == f"You said what is this.\n{WORDS.media_too}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\U0001f600\U0001f600",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u4f60\u597d",
        "/restart",
        '/ask_what{"treatment": "surgery"}',
        "a\x00b",
        "{text}",
        "<Response/>",
        "&amp;",
        "\ud83d",
        "a" * 1000,
    ],
)
async def test_odd_texts_reach_the_assistant_and_come_back(phone: Handset, talks: FakeTalks, text: str) -> None:
    """Nothing, emoji, other scripts, commands, marks of XML: valid TwiML with words in it."""
    whole = text.encode("utf-8", "replace").decode()
    assert await phone.text(whole)
    assert talks.words == [whole.strip()]
