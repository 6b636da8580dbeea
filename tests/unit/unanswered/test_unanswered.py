"""What is collected, grouped and shown of questions without an answer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.dialogue.replies import Outcome, Record
from assistant.unanswered.collecting import Kind, Unanswered, unanswered_since
from assistant.unanswered.grouping import report_of
from assistant.unanswered.report import FEWEST, Form, Report
from assistant.unanswered.showing import HIDDEN, Shower, known_words
from assistant.unanswered.writing import written
from knowledge.reader import load_knowledge

COST = (
    "how much does chemo cost",
    "what does chemo cost me",
    "cost of chemo?",
    "price of chemotherapy",
    "is chemo expensive",
)


def user(text: str, intent: str, at: float = 100.0) -> dict[str, Any]:
    """Return the event of a message."""
    return {"event": "user", "text": text, "timestamp": at, "parse_data": {"intent": {"name": intent}}}


def bot(outcome: Outcome) -> dict[str, Any]:
    """Return the event of a reply."""
    return {"event": "bot", "text": "...", "metadata": {"record": Record(outcome).as_dict()}}


class Kept:
    """Conversations that are kept."""

    def __init__(self, **conversations: list[dict[str, Any]]) -> None:
        self._conversations = conversations

    def spoken_since(self, moment: float) -> list[str]:
        """Return all names."""
        return list(self._conversations)

    def events_of(self, conversation: str) -> list[dict[str, Any]]:
        """Return what is kept."""
        return self._conversations[conversation]


def asked(texts: tuple[str, ...], sessions: int, intent: str = "out_of_scope_cost") -> list[Unanswered]:
    """Return messages of so many sessions, with `texts` in turn."""
    return [
        Unanswered(f"{intent}-{number}", texts[number % len(texts)], Kind.REDIRECTED, intent, float(number))
        for number in range(sessions)
    ]


def found(*events: dict[str, Any]) -> list[tuple[str, Kind]]:
    """Return what is collected of one conversation."""
    return [(one.text, one.kind) for one in unanswered_since(Kept(one=list(events)), 0.0)]


def test_what_got_no_answer_is_collected() -> None:
    """Redirects and what was not understood; answers, urgent help, smalltalk and failures are not."""
    events = [
        user("cost?", "out_of_scope_cost"),
        bot(Outcome.REDIRECT),
        user("qwe", "nlu_fallback"),
        bot(Outcome.CLARIFY),
    ]
    assert found(*events) == [("cost?", Kind.REDIRECTED), ("qwe", Kind.NOT_UNDERSTOOD)]
    for outcome in (Outcome.ANSWER, Outcome.URGENT, Outcome.SMALLTALK, Outcome.ERROR, Outcome.BOOKING):
        assert found(user("what is chemo", "ask_what"), bot(outcome)) == []
    assert found(user("a person please", "ask_person"), bot(Outcome.REDIRECT)) == []


def test_asking_back_counts_where_it_led_nowhere() -> None:
    """A question back that was answered by choosing is no gap; one that was followed by nothing, or no answer, is."""
    back = [user("is it better", "ask_compare"), bot(Outcome.CLARIFY)]
    assert found(*back, user("/ask_compare{}", "ask_compare"), bot(Outcome.ANSWER)) == []
    assert found(*back) == [("is it better", Kind.ASKED_BACK)]
    assert found(*back, user("bye", "goodbye"), bot(Outcome.SMALLTALK)) == [("is it better", Kind.ASKED_BACK)]


def test_nothing_of_the_form_and_no_button_is_collected() -> None:
    """In the form people type names and numbers; a pressed button is no question; old messages are not of this week."""
    form = [{"event": "active_loop", "name": "appointment_form"}]
    ended = [{"event": "active_loop", "name": None}]
    cost = [user("what does it cost", "out_of_scope_cost"), bot(Outcome.REDIRECT)]
    assert found(*form, *cost) == []
    assert len(found(*form, *cost, *ended, *cost)) == 1
    assert found(user("/ask_more", "ask_more"), bot(Outcome.REDIRECT)) == []
    old = Kept(one=[user("cost", "out_of_scope_cost", at=5.0), bot(Outcome.REDIRECT)])
    assert list(unanswered_since(old, 6.0)) == []
    assert len(list(unanswered_since(old, 5.0))) == 1


def test_a_group_needs_five_sessions() -> None:
    """Four sessions are not shown, however often they ask; the fifth makes a group."""
    four = asked(COST, FEWEST - 1) * 10
    report = report_of(four)
    assert (report.groups, report.small, report.messages) == ((), 40, 40)
    assert not any(text in written(report, form, 7) for form in Form for text in COST)
    (group,) = report_of(asked(COST, FEWEST)).groups
    assert (group.sessions, group.messages, group.intent) == (5, 5, "out_of_scope_cost")
    assert group.kinds == (("redirected", 5),)
    assert group.example in COST


def test_alike_is_together_and_other_questions_are_apart() -> None:
    """Each matter is a group of its own, the one that most people asked first, with the answer that is nearest."""
    drinks = ("can i drink wine on chemo", "is beer ok with chemo", "alcohol and chemo", "drinking wine during chemo")
    report = report_of([*asked(COST, 6), *asked(drinks, 8, "out_of_scope_lifestyle")])
    assert [(group.sessions, group.intent) for group in report.groups] == [
        (8, "out_of_scope_lifestyle"),
        (6, "out_of_scope_cost"),
    ]
    known = {entry.id for entry in load_knowledge().entries}
    assert all(group.nearest in known and 0 < group.nearness <= 1 for group in report.groups)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("my name is Zyqquorra Canaryson, how much is chemo", f"my name is {HIDDEN}, how much is chemo"),
        ("how much is chemo, ask xylocanary at 212-555-0187", f"how much is chemo, ask {HIDDEN} at [phone]"),
        ("Does Hope pay for my chemo", f"Does {HIDDEN} pay for my chemo"),
        ("my name is hope and i need chemo", f"my name is {HIDDEN} need chemo"),
        ("how much at 74, in room 1234", f"how much at {HIDDEN}, in room {HIDDEN}"),
        ("HOW MUCH IS CHEMO", "HOW MUCH IS CHEMO"),
    ],
)
def test_what_may_name_a_person_is_hidden(typed: str, shown: str) -> None:
    """Words that are not in the project's files, names that were introduced or capitalised, numbers."""
    assert Shower([]).shown(typed) == shown


def test_a_word_of_five_sessions_is_shown() -> None:
    """A new drug's name is what the editor must see; with four sessions it may be somebody's."""
    texts = ("can i take zomabrexin with chemo",)
    assert HIDDEN in Shower(asked(texts, FEWEST - 1) * 3).shown(texts[0])
    assert Shower(asked(texts, FEWEST)).shown(texts[0]) == texts[0]


def test_the_words_that_may_be_shown_are_no_first_names() -> None:
    """Names that are no other words are hidden, also where a training sentence has one."""
    names = "john mary rosalind maria smith anna jane bob susan james carlos ahmed kim joe sue chen jones ana tom dave"
    assert not known_words() & set(names.split())


def test_no_canary_is_in_any_form_of_the_report() -> None:
    """Names, numbers, addresses and ids of single people are in no group, however it is written."""
    canaries = [
        f"{text}, i am Zyqquorra{place} xylocanary{place}, 212-555-01{place}7, dob 0{place}/05/1967, mrn 7{place}12345"
        for place, text in enumerate(COST)
    ]
    report = report_of(asked((*canaries, *COST), 20))
    assert report.groups
    for form in Form:
        text = written(report, form, 7)
        assert "chemo" in text
        assert not re.search(r"zyqq|xylo|555|1967|12345|cost-\d", text, re.IGNORECASE)


def test_the_forms_run_nothing() -> None:
    """No cell is a formula in a spreadsheet, and no words are marks in Markdown."""
    texts = ("=chemo cost how much", "<b>chemo cost</b> | how much")
    report = report_of(asked(texts[:1], 5))
    assert "'=chemo cost how much" in written(report, Form.CSV, 7)
    marked = written(report_of(asked(texts[1:], 5)), Form.MARKDOWN, 7)
    assert "<b>" not in marked
    assert marked.splitlines()[-1].count("|") == 6


def test_nothing_is_said_plainly() -> None:
    """Without questions the report says so in each form."""
    empty = report_of([])
    assert empty == Report((), 0, 0, 0, 0)
    assert "Questions without an answer in 7 days: 0" in written(empty, Form.TEXT, 7)
    assert written(empty, Form.CSV, 7).count("\n") == 1


def test_of_too_many_the_newest_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is bounded, and what was left out is said."""
    monkeypatch.setattr("assistant.unanswered.grouping.MOST", 2)
    report = report_of(asked(COST, 10))
    assert report.left_out == 6
    assert "Older ones that were not compared: 6." in written(report, Form.TEXT, 7)
