"""Coverage, the reports for clinicians and CI servers, recording, and the changed forms of questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from runner_fakes import NAMES, FakeDriver

from assistant.conversation_tests.changes import Part, changed, changes
from assistant.conversation_tests.coverage import Covered, _ran, coverage, load_rules, summary
from assistant.conversation_tests.drivers.in_process import _steps
from assistant.conversation_tests.html import html_of
from assistant.conversation_tests.junit import write_junit
from assistant.conversation_tests.names import load_names
from assistant.conversation_tests.reading import read_file
from assistant.conversation_tests.recording import Recorder
from assistant.conversation_tests.robustness import measure, part_of, tune_questions
from assistant.conversation_tests.seeing import Inside, Message, Seen
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.turn.turns import Said, Turn

MADE = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def test_coverage_names_what_no_conversation_saw() -> None:
    """Facts, intents, actions and rules are counted over all conversations; what is missing is named."""
    one = {"facts": ["CH1"], "events": [["intent", "greet"], ["action", "utter_greet"]]}
    other = {"facts": ["CH2"], "events": [["action", "action_answer_what"], ["intent", "ask_what"]]}
    found = {item.kind: item for item in coverage([one, other], load_names().domain)}
    assert found["facts"].seen == 2
    assert {"OV1", "META2"} <= set(found["facts"].missing)
    assert "action_answer_what" not in found["actions"].missing
    assert "Reply to greet" not in found["rules"].missing
    assert "Answer ask_what" in found["rules"].missing, "the action came before the intent"


def test_a_rule_for_several_intents_is_a_rule_for_each() -> None:
    """Each alternative of "or" must be seen."""
    names = [name for name in load_rules() if name.startswith("Redirect what the page does not answer")]
    assert len(names) > 10


def test_what_a_form_runs_by_itself_is_seen() -> None:
    """Validation and questions of a form leave no event: they count, and stand between no rule's steps."""
    events = [
        SimpleNamespace(type_name="user", intent_name="inform"),
        SimpleNamespace(type_name="action", action_name="visit_form"),
        SimpleNamespace(type_name="slot", key="requested_slot", value="phone"),
        SimpleNamespace(type_name="slot", key="requested_slot", value=None),
        SimpleNamespace(type_name="active_loop", name=None),
        SimpleNamespace(type_name="action", action_name="action_submit"),
        SimpleNamespace(type_name="action", action_name="action_listen"),
    ]
    custom = ["action_submit", "validate_visit_form", "action_ask_phone", "action_ask_name"]
    steps = list(_steps(events, custom))
    assert steps == [
        ("intent", "inform"),
        ("action", "visit_form"),
        ("inner", "validate_visit_form"),
        ("inner", "action_ask_phone"),
        ("loop", ""),
        ("action", "action_submit"),
    ]
    domain = {"intents": ["inform"], "actions": custom}
    found = {one.kind: one for one in coverage([{"facts": [], "events": steps}], domain)}
    assert found["actions"].missing == ("action_ask_name",)
    assert _ran(
        (("action", frozenset({"visit_form"})), ("loop", frozenset({""}))), [s for s in steps if s[0] != "inner"]
    )


@pytest.mark.parametrize("kind", ["facts", "intents", "actions", "rules"])
def test_all_must_be_seen(kind: str) -> None:
    """One that no conversation saw is too few, and the report says so; of a part of them it says nothing."""
    found = Covered(kind, 9, 10, ("CH7",))
    assert not found.enough
    assert f"TOO FEW: the conversations must see all {kind}." in "\n".join(summary([found], whole=True))
    assert "CH7" in "\n".join(summary([found], whole=True))
    assert "TOO FEW" not in "\n".join(summary([found], whole=False))
    assert Covered(kind, 10, 10, ()).enough


async def test_the_html_report_shows_everything_and_runs_nothing(held: Any) -> None:
    """Transcripts, failures, a place to sign; what patients and assistant say can't become markup."""
    evil = FakeDriver(Seen((Message("<script>alert(1)</script> & more", ("<b>",)),), {"outcome": "answer"}, Inside()))
    results = [await held("- user: <img src=x>\n  says: never", driver=evil), await held("- user: what is chemo")]
    page = html_of(results, MADE)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "What chemo is:" in page
    assert "1 of 2 conversations are as they" in page
    assert "Signature" in page
    assert "November 23, 2026" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


async def test_junit_counts_failures_and_known_problems(held: Any, tmp_path: Path) -> None:
    """A CI server reads what failed, where, and why."""
    wrong = "- user: x\x07\n  topic: radiation".replace("\x07", "")
    results = [await held("- user: x"), await held(wrong), await held(wrong, more="    known_problem: why\n")]
    write_junit(results, tmp_path / "junit.xml")
    suite = Xml.parse(tmp_path / "junit.xml").getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    (failure,) = suite.iter("failure")
    assert "Expected   topic: radiation" in (failure.text or "")


def test_a_recorded_conversation_is_a_test(tmp_path: Path) -> None:
    """What was held in the terminal can be read back, with what came as what is expected."""
    path = tmp_path / "a_patient_says_no.yml"
    record = Record(Outcome.ANSWER, "chemotherapy", "what", ("CH1",))
    recorder = Recorder(path, "sms")
    assert recorder.write() is False
    assert not path.exists()
    said = Said("Chemo is drugs.", (Button("Side effects", "/x"),))
    recorder.keep(Turn('no: "never" \\ 1', (said,), record), pressed=False)
    recorder.keep(Turn("Side effects", (said,), Record(Outcome.SMALLTALK)), pressed=True)
    assert recorder.write()
    (conversation,) = read_file(path, NAMES)
    first, second = (placed.step for placed in conversation.steps)
    assert conversation.case.test_case == "A patient says no"
    assert conversation.case.channel == ("sms",)
    assert (first.user, first.topic, first.facts) == ('no: "never" \\ 1', "chemotherapy", ("CH1",))
    assert (second.press, second.outcome, second.topic, second.facts) == ("Side effects", "smalltalk", "null", ())


def test_a_recording_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is there stays, and a folder that is not is named before the first word is typed."""
    (tmp_path / "there.yml").write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError, match="choose another name"):
        Recorder(tmp_path / "there.yml", "website")
    with pytest.raises(FileNotFoundError, match="does not exist"):
        Recorder(tmp_path / "none" / "file.yml", "website")


@pytest.mark.parametrize("change", changes())
@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("text", ["What's chemo, will I lose my hair and for how long?", "thank you", "?", "pain"])
def test_a_form_is_the_same_each_time(change: str, part: Part, text: str) -> None:
    """A report can be repeated: the same question gets the same form, and is still there to be asked."""
    assert changed(text, change, part) == changed(text, change, part)
    assert changed(text, change, part)


@pytest.mark.parametrize(
    ("change", "text", "expected"),
    [
        ("capitals", "what is chemo?", {"WHAT IS CHEMO?"}),
        ("other punctuation", "what's chemo?", {"whats chemo", "what's chemo?"}),
        ("texting words", "What do you mean", {"wut do u mean", "wat do ya mean"}),
        ("another person's voice", "will I lose my hair", {"will she lose her hair", "will my mom lose my mom's hair"}),
        ("another person's voice", "does she lose her hair", {"does she lose her hair"}),
    ],
)
def test_the_changes_of_a_question(change: str, text: str, expected: set[str]) -> None:
    """Each change keeps what is asked; what is said of another person already stays."""
    assert changed(text, change, Part.TUNED) in expected


def test_typos_are_in_long_words() -> None:
    """In short words a typo makes another word: they are left alone."""
    for part in Part:
        assert changed("what is radiation", "a typo", part).startswith("what is r")
        assert changed("what is radiation", "a typo", part) != "what is radiation"
        assert changed("what is it", "a typo", part) == "what is it"


SHOUTED = [
    text for text in map("what is {} and what is it for".format, range(20)) if part_of(text, "capitals") is Part.TUNED
]
"""Questions of which `measure` asks the form in capitals."""


def test_what_flips_is_counted() -> None:
    """A question that gets other facts in another form is a flip; one that was answered wrong is not asked again."""
    wrong, right = ({**one, "text": text} for one, text in zip(tune_questions()[:2], SHOUTED[:2], strict=True))
    asked: list[str] = []

    def ask(texts: Sequence[str]) -> list[dict[str, Any]]:
        asked.extend(texts)
        return [{**right, "verdict": None, "facts": [] if text.isupper() else right["facts"]} for text in texts]

    told: list[tuple[int, int]] = []
    questions = [{**wrong, "outcome": "redirect"}, right]
    found = measure([SHOUTED[2]], questions, ask, lambda *at: told.append(at))
    assert {change.name for change in found if change.flips} == {"capitals"}
    shouted = next(change for change in found if change.flips)
    assert {flip.changed for flip in shouted.flips} == {SHOUTED[2].upper(), right["text"].upper()}
    assert (shouted.part, shouted.asked, shouted.flips_too_many) == (Part.TUNED, 2, True)
    assert wrong["text"].upper() not in asked
    assert told[-1] == (len(found) + 1, len(found) + 1)


def test_a_false_alarm_is_a_flip_and_an_emergency_is_no_question() -> None:
    """Questions that the gate stops as they stand are left out; a form that it stops instead is counted."""

    def ask(texts: Sequence[str]) -> list[dict[str, Any]]:
        return [{"outcome": "urgent" if text.isupper() or text == SHOUTED[0] else "redirect"} for text in texts]

    found = measure(SHOUTED[:2], [], ask, lambda *_: None)
    assert {change.name: change.asked for change in found if change.flips} == {"capitals": 1}


def test_every_question_is_asked_in_one_form_of_each_change() -> None:
    """The forms of both parts are asked, and none of them of the same question twice."""
    found = measure(SHOUTED, [], lambda texts: [{"outcome": "redirect"} for _ in texts], lambda *_: None)
    asked = {name: sum(change.asked for change in found if change.name == name) for name in changes()}
    assert asked["a polite beginning"] == len(SHOUTED)
    assert all(count <= len(SHOUTED) for count in asked.values())
