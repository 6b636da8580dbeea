"""What a turn carries beside its words: where it is from, whom to call, what the form asks, a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from door_fakes import SECRET, Door, FakeAssistant

from assistant.channels.website.calls import calls_of, dialled
from assistant.channels.website.source import source_of
from assistant.channels.website.words import words_in
from assistant.dialogue.replies import Outcome, Record
from assistant.safety.replies import load_urgent_help
from assistant.safety.tiers import Tier
from assistant.settings import Settings
from assistant.turn.turns import Said, Turn
from knowledge.reader import Knowledge

SETTINGS = Settings(secret=SECRET, _env_file=None)
FILE = {"title": "Save to calendar", "filename": "call.ics", "type": "text/calendar", "content": "BEGIN:VCALENDAR"}


def _urgent(tier: Tier, kind: str | None = None) -> list[dict[str, str]]:
    text = load_urgent_help().text(tier, kind, "website", SETTINGS.care_team_phone)
    turn = Turn("", (Said(text),), Record(Outcome.URGENT, tier=tier.value))
    return calls_of(turn, SETTINGS, words_in("", SETTINGS)) or []


@pytest.mark.parametrize(
    ("tier", "kind", "expected"),
    [
        (Tier.CALL_911, None, [("tel", "911")]),
        (Tier.CALL_911, "weakness", [("tel", "911")]),
        (Tier.CALL_CARE_TEAM_NOW, None, [("tel", "5550111"), ("tel", "911")]),
        (Tier.CALL_CARE_TEAM_TODAY, None, [("tel", "5550111"), ("tel", "911")]),
        (Tier.CRISIS, None, [("tel", "988"), ("sms", "988"), ("tel", "911"), ("tel", "5550111")]),
        (Tier.CRISIS, "unsafe_home", [("tel", "911"), ("tel", "18007997233"), ("tel", "5550111")]),
    ],
)
def test_the_buttons_are_the_numbers_of_the_signed_words(
    tier: Tier, kind: str | None, expected: list[tuple[str, str]]
) -> None:
    """An urgent reply offers the numbers that its words name, in their order, and no others."""
    assert [(how, call[how]) for call in _urgent(tier, kind) for how in ("tel", "sms") if how in call] == expected


def test_an_urgent_reply_without_a_number_offers_911() -> None:
    """Whatever the words are, there is a number to press."""
    turn = Turn("", (Said("Get help."),), Record(Outcome.URGENT, tier="call_911"))
    calls = calls_of(turn, SETTINGS, words_in("", SETTINGS))
    assert [call["tel"] for call in calls or []] == ["911"]


def test_no_other_turn_has_numbers() -> None:
    """Only an urgent turn has numbers to press, also where its words name one."""
    assert calls_of(Turn("", (Said("Call 911."),), Record(Outcome.ANSWER)), SETTINGS, words_in("", SETTINGS)) is None


@pytest.mark.parametrize(("shown", "number"), [("555-0111", "5550111"), ("+1 (212) 555-0142", "+12125550142")])
def test_a_number_is_dialled_without_its_marks(shown: str, number: str) -> None:
    """A phone gets digits and a leading plus."""
    assert dialled(shown) == number


def test_the_source_is_that_of_the_stated_facts(knowledge: Knowledge) -> None:
    """Page, sections of the facts in order, and `draft` until each entry is signed."""
    record = Record(Outcome.ANSWER, facts=("CH9", "CH7"), answer_ids=("chemotherapy.side_effects@abc",))
    source = source_of(record, knowledge)
    assert source is not None
    assert source["publisher"] == knowledge.source.publisher
    assert source["updated"] == knowledge.source.updated.isoformat()
    assert source["sections"] == list(dict.fromkeys(knowledge.facts[fact].place.section for fact in ("CH9", "CH7")))
    assert (source["review"], source["reviewed"]) == ("draft", None)


def test_an_answer_is_signed_only_where_all_of_it_is(knowledge: Knowledge) -> None:
    """One entry that nobody signed makes the whole answer a draft."""
    topic = knowledge.topics["chemotherapy"]
    signed = topic.review.model_copy(
        update={"state": "approved", "reviewer": "Dr. Pat Doe", "reviewed": topic.review.written}
    )
    topics = {**knowledge.topics, "chemotherapy": topic.model_copy(update={"review": signed})}
    changed = replace(knowledge, topics=topics)
    one = Record(Outcome.ANSWER, facts=("CH9",), answer_ids=("chemotherapy.side_effects@x",))
    both = replace(one, answer_ids=(*one.answer_ids, "radiation.side_effects@x"))
    assert (source_of(one, changed) or {})["review"] == "approved"
    assert (source_of(one, changed) or {})["reviewed"] == topic.review.written.isoformat()
    assert (source_of(both, changed) or {})["review"] == "draft"


def test_smalltalk_has_no_source(knowledge: Knowledge) -> None:
    """What states no fact of the page is from nowhere."""
    assert source_of(Record(Outcome.SMALLTALK), knowledge) is None


async def test_the_form_and_its_file_go_through(door: Door, assistant: FakeAssistant) -> None:
    """`asks` and an attachment are sent as they are, now and after a reload; other turns do not have the keys."""
    token = (await door.open())["token"]
    assistant.turn = Turn("", (Said("Your name?"),), Record(Outcome.BOOKING), asks="appointment_name")
    assert (await door.say(token, "book"))["asks"] == "appointment_name"
    assistant.turn = Turn("", (Said("Done.", (), FILE),), Record(Outcome.BOOKING))
    turn = await door.say(token, "Pat Doe")
    assert turn["messages"][0]["attachment"] == FILE
    assert "asks" not in turn
    shown = (await door.http.get("/api/messages", headers={"Authorization": f"Bearer {token}"})).json()["turns"]
    assert shown[-1]["messages"][0]["attachment"] == FILE
