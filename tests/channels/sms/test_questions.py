"""A question that waits for an answer: it is never cut off, and nothing picks an answer to one that was not shown."""

from __future__ import annotations

from dataclasses import replace

from line_fakes import BOOK, EFFECTS, HELP_WITH, SETTINGS, WORDS, Clock, FakeTalks, Handset, said

from assistant.channels.sms.segments import fits
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.turns import Said, Turn

QUESTION = "First, a safety question. Is any of this new? " + "Weak or numb legs, as far as you know. " * 2
NO, YES = Button("No", "/no"), Button("Yes", "/yes")
ASKED = f"{QUESTION.strip()}\n1 No\n2 Yes"
LONG = " ".join(f"This is sentence number {word} of them all, and so on." for word in "abcdefgh")
READ_BACK = "This is what I will send: " + "a name or so, " * 15 + "right?"
SEND, CHANGE = Button("Send it", "/send"), Button("Change something", "/change")
FIELDS = tuple(Button(f"Answer {letter}", f"/change_{letter}") for letter in "ABCDEFGHIJ")


def asking(
    *before: Said,
    question: str = QUESTION,
    answers: tuple[Button, ...] = (NO, YES),
    asks: str = "appointment_urgent_check",
    outcome: Outcome = Outcome.BOOKING,
    after: tuple[str, ...] = (),
) -> Turn:
    """Return a turn of the form that says `before`, asks its question, and says `after` for safety."""
    messages = (*before, Said(question, answers), *(Said(line) for line in after))
    return Turn("", messages, Record(outcome), asks=asks)


async def test_an_answer_in_between_never_cuts_off_the_question(phone: Handset, talks: FakeTalks) -> None:
    """An answer too long to stand above the form's question is cut itself; each text ends in the question, whole."""
    talks.turns = [asking(Said(LONG), outcome=Outcome.ANSWER)]
    texts = [await phone.last("what is chemo")]
    while WORDS.more in texts[-1]:
        texts.append(await phone.last("more"))
    assert len(texts) > 2
    assert all(text.endswith(ASKED) and fits(text) for text in texts)
    assert " ".join(text.split("\n")[0] for text in texts) == LONG
    assert talks.words == ["what is chemo"]
    await phone.text("1")
    assert talks.words[-1] == NO.payload


async def test_whom_to_call_is_read_before_the_question(phone: Handset, talks: FakeTalks) -> None:
    """The number of a person is what was asked for: the form's question waits behind "more", with its choices."""
    person = "To talk to a person, call 212-555-0111. They answer day and night. In an emergency, call 911."
    given = asking(Said(person), question=READ_BACK, answers=(SEND, CHANGE), outcome=Outcome.REDIRECT)
    talks.turns = [replace(given, intent="ask_person")]
    assert await phone.last("9") == f"{person}\n{WORDS.more}"
    assert await phone.last("more") == f"{READ_BACK}\n1 Send it\n2 Change something"
    await phone.text("1")
    assert talks.words == ["/ask_person", SEND.payload]


async def test_a_choice_of_a_question_that_waits_unseen_brings_it(phone: Handset, talks: FakeTalks) -> None:
    """Before the question was read again, a number sends nothing."""
    given = asking(Said("Call 212-555-0111."), question=READ_BACK, answers=(SEND, CHANGE), outcome=Outcome.REDIRECT)
    talks.turns = [replace(given, messages=(Said("Call 212-555-0111. " + LONG[:250]), *given.messages[1:]))]
    talks.turns = [replace(talks.turns[0], intent="ask_person")]
    await phone.text("9")
    assert (await phone.last("1")).endswith(f"{READ_BACK}\n1 Send it\n2 Change something")
    assert talks.words == ["/ask_person"]


async def test_the_questions_choices_keep_their_numbers(phone: Handset, talks: FakeTalks) -> None:
    """Offers of an answer in between come behind the choices of the question, and only where the whole answer fits."""
    short, long = Said("The menu.", (EFFECTS, HELP_WITH)), Said(LONG, (EFFECTS, HELP_WITH))
    talks.turns = [asking(short, outcome=Outcome.SMALLTALK), asking(long, outcome=Outcome.SMALLTALK)]
    assert await phone.last("0") == f"The menu.\n{ASKED}\n3 Side effects\n4 Help with side effects"
    assert (await phone.last("0")).endswith(ASKED)
    await phone.text("3")
    assert talks.words == ["/ask_capabilities", "/ask_capabilities"]


async def test_choices_stand_below_what_they_answer(phone: Handset, talks: FakeTalks) -> None:
    """Where the form asks for words, "which treatment" has its choices right below, and the form's comes last."""
    which = Said("Which treatment do you mean?", (Button("Chemo", "/chemo"), Button("Surgery", "/surgery")))
    name = "What name should we ask for?"
    talks.turns = [asking(which, question=name, answers=(), asks="appointment_name", outcome=Outcome.CLARIFY)]
    assert await phone.last("side effects") == f"Which treatment do you mean?\n1 Chemo\n2 Surgery\n{name}"
    assert await phone.text("7") == (f"{WORDS.no_choice}\n{name}",)
    await phone.text("2")
    assert talks.words == ["side effects", "/surgery"]


async def test_a_question_that_fills_a_text_stands_alone(phone: Handset, talks: FakeTalks) -> None:
    """Where no sentence fits above the read-back, it comes first with its choices, and "more" brings the answer."""
    asked = f"{READ_BACK}\n1 Send it\n2 Change something"
    turn = asking(Said(LONG), question=READ_BACK, answers=(SEND, CHANGE), asks="appointment_confirmed")
    talks.turns = [turn]
    assert await phone.last("what is chemo") == f"{WORDS.answer_waits}\n{asked}"
    answer = await phone.last("more")
    assert answer.startswith("This is sentence number a")
    assert answer.endswith(WORDS.more)
    again = await phone.last("1")
    assert asked in again
    assert "/send" not in talks.words
    await phone.text("1")
    assert talks.words[-1] == "/send"


async def test_the_question_comes_behind_the_last_of_the_rest(phone: Handset, talks: FakeTalks) -> None:
    """Who asks for more until nothing is left reads the question again, also in the form's short steps."""
    turn = asking(Said(LONG), question=READ_BACK, answers=(SEND, CHANGE), asks="appointment_confirmed")
    talks.turns = [turn]
    texts = [await phone.last("what is chemo")]
    while len(texts) < 2 or "Send it" not in texts[-1]:
        texts.append(await phone.last("more"))
    assert texts[-1] == f"{READ_BACK}\n1 Send it\n2 Change something"
    assert await phone.last("more") == texts[-1]
    assert talks.words == ["what is chemo"]


async def test_a_question_longer_than_a_text_is_picked_at_its_end(phone: Handset, talks: FakeTalks) -> None:
    """The choices of a read-back of three segments come with its last part; before, no number picks one."""
    talks.turns = [asking(question=LONG, answers=(SEND, CHANGE), asks="appointment_confirmed")]
    first = await phone.last("yes")
    assert first.endswith(WORDS.more)
    assert "Send it" not in first
    assert await phone.last("1") == first
    assert (await phone.last("more")).endswith("1 Send it\n2 Change something")
    assert talks.words == ["yes"]
    await phone.text("1")
    assert talks.words[-1] == "/send"


async def test_a_question_back_is_not_cut_off_either(phone: Handset, talks: FakeTalks) -> None:
    """Outside the form, too: what is known comes first and is cut, "which treatment" stands with its choices."""
    which = Said("Which treatment do you mean?", (Button("Chemo", "/chemo"), Button("Surgery", "/surgery")))
    talks.turns = [Turn("", (Said(LONG), which), Record(Outcome.CLARIFY))]
    for text in (await phone.last("side effects"), await phone.last("more")):
        assert text.endswith("Which treatment do you mean?\n1 Chemo\n2 Surgery")
    assert await phone.last("more") == "Which treatment do you mean?\n1 Chemo\n2 Surgery"
    assert talks.words == ["side effects"]


async def test_a_number_that_is_none_of_the_choices(phone: Handset, talks: FakeTalks) -> None:
    """The open choices are said again with their question, and can be picked; two at once are not taken."""
    talks.turns = [said("Chemo.", EFFECTS, BOOK), asking()]
    await phone.text("what is chemo")
    offers = "1 Side effects\n2 Ask for an appointment"
    assert await phone.text("7") == (f"{WORDS.no_such_choice}\n{offers}",)
    assert await phone.text("1 and 2") == (f"{WORDS.one_choice}\n{offers}",)
    await phone.text("2")
    assert await phone.text("3") == (f"{WORDS.no_such_choice}\n{ASKED}",)
    await phone.text("1")
    assert talks.words == ["what is chemo", BOOK.payload, NO.payload]


async def test_a_number_that_comes_late_reads_the_question_again(
    phone: Handset, talks: FakeTalks, clock: Clock
) -> None:
    """After half an hour a number picks nothing, but the form still waits: its question comes again."""
    talks.turns = [asking()]
    await phone.text("book")
    clock.pass_minutes(31)
    assert await phone.last("1") == f"{WORDS.no_such_choice}\n{ASKED}"
    await phone.text("1")
    assert talks.words == ["book", NO.payload]


async def test_what_could_not_be_read_takes_no_choice_away(phone: Handset, talks: FakeTalks) -> None:
    """Behind "I could not read that", which has no choices, the question stands again with the choice it had."""
    this = Button("This number", "/this_number")
    asked = asking(question="Should we call this number?", answers=(this,), asks="appointment_phone")
    unread = Turn("", (Said("I could not read a number."),), Record(Outcome.BOOKING), asks="appointment_phone")
    talks.turns = [asked, unread]
    await phone.text("Maria")
    again = "I could not read a number.\nShould we call this number?\n1 This number"
    assert await phone.last("call me here") == again
    assert await phone.last("more") == "Should we call this number?\n1 This number"
    await phone.text("1")
    assert talks.words == ["Maria", "call me here", this.payload]


async def test_more_choices_than_numbers_come_in_pages(phone: Handset, talks: FakeTalks) -> None:
    """Ten answers can be changed: "more" brings the ninth and tenth, with numbers, and then the first ones again."""
    talks.turns = [asking(question="Change what?", answers=FIELDS, asks="appointment_confirmed")]
    first = await phone.last("change")
    assert first.endswith(f"8 Answer H\n{WORDS.more}")
    assert await phone.last("more") == "Change what?\n1 Answer I\n2 Answer J"
    assert await phone.last("more") == first
    await phone.text("more")
    await phone.text("2")
    assert talks.words == ["change", "/change_J"]


async def test_a_choice_on_another_page_is_picked_by_its_words(phone: Handset, talks: FakeTalks) -> None:
    """Who knows what they want to change need not ask for more."""
    talks.turns = [asking(question="Change what?", answers=FIELDS, asks="appointment_confirmed")]
    await phone.text("change")
    await phone.text("answer j")
    assert talks.words == ["change", "/change_J"]


async def test_urgent_help_said_again_is_never_cut_off(phone: Handset, talks: FakeTalks) -> None:
    """The reminder below an answer after an emergency stands in each text, and so does the question of the form."""
    for tier in Tier:
        line = load_urgent_help().text_again(tier, "sms", SETTINGS.care_team_phone)
        for outcome in (Outcome.ANSWER, Outcome.BOOKING):
            talks.turns = [said(LONG, EFFECTS, BOOK, more=(line,)), asking(Said(LONG), after=(line,), outcome=outcome)]
            for text in (await phone.last("a"), await phone.last("more")):
                assert line in text
            text = await phone.last("b")
            assert line in text
            assert text.endswith(ASKED)


async def test_nothing_picks_an_answer_behind_urgent_help(phone: Handset, talks: FakeTalks) -> None:
    """In place of a question came urgent help: a number that is not below it brings that again, alone."""
    asked = Button("I was only asking", "/only_asking")
    urgent = Record(Outcome.URGENT)
    talks.turns = [
        asking(),
        Turn("", (Said("Call 911.", (asked,)),), urgent, asks="appointment_urgent_check"),
        Turn("", (Said("Call 911 now."),), urgent, asks="appointment_urgent_check"),
    ]
    await phone.text("book")
    await phone.text("my legs are numb")
    assert await phone.text("2") == ("Call 911.\n1 I was only asking",)
    await phone.text("since today")
    assert await phone.text("1") == ("Call 911 now.",)
    assert talks.words == ["book", "my legs are numb", "since today"]


async def test_a_crisis_leaves_room_for_the_question(phone: Handset, talks: FakeTalks) -> None:
    """Two lines that name 988 are one too many: the question must stand in the same text."""
    help_ = load_urgent_help()
    again = help_.text_again(Tier.CRISIS, "sms", SETTINGS.care_team_phone)
    talks.turns = [asking(Said("A few questions."), after=(again, help_.still_here.sms))]
    text = await phone.last("book")
    assert again in text
    assert text.endswith(ASKED)


async def test_in_the_form_more_brings_all_that_is_known(phone: Handset, talks: FakeTalks) -> None:
    """The form would take "more" for an answer: the second text of an answer follows without it."""
    record = Record(Outcome.ANSWER, answer_ids=("surgery.goal@1",))
    messages, more = (Said("It depends."), Said(QUESTION, (NO, YES))), "It may take pressure off the spinal cord."
    talks.turns = [Turn("", messages, record, asks="appointment_urgent_check", more=more)]
    texts = [await phone.last("what is surgery for")]
    while WORDS.more in texts[-1]:
        texts.append(await phone.last("more"))
    assert "spinal cord" in " ".join(texts)
    assert all(text.endswith(ASKED) for text in texts)
    assert talks.words == ["what is surgery for"]
