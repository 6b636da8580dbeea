"""Every custom action with a real tracker, dispatcher and domain, on both channels."""

# ruff: noqa: PLR0917 - fixtures are arguments

from __future__ import annotations

import ast
import importlib
import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Action

from assistant.dialogue.question import Question
from assistant.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from rasa_sdk.executor import CollectingDispatcher

    from tests.conftest import Render, Trackers

FILES = sorted((ROOT / "actions").glob("*.py"))
OWN = ("action_", "validate_")
"""How the names of files begin that hold an action."""
CHANNELS = ("website", "sms")


@dataclass(frozen=True)
class Case:
    """A message to an action, and the record its first reply must carry."""

    action: str
    intent: str
    outcome: str
    topic: str | None = None
    aspect: str | None = None
    entities: tuple[tuple[str, str], ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)
    text: str = "some words"


def treatment(name: str) -> tuple[tuple[str, str], ...]:
    """Return the entities of a message that names one treatment."""
    return (("treatment", name),)


def asked(intent: str, *treatments: str) -> dict[str, Any]:
    """Return the slot of a question that was answered before."""
    return {"last_question": Question(intent, treatments).as_slot()}


CHEMO = treatment("chemotherapy")
CASES = [
    Case("action_answer_overview", "ask_overview", "answer", "treatments_overview", "what"),
    Case("action_answer_request", "ask_request", "redirect", "appointment"),
    Case(
        "action_answer_request",
        "ask_request",
        "booking",
        "appointment",
        slots={"request_sent": {"code": "KEM4R", "call_by": "2026-01-05T17:00:00+00:00"}},
    ),
    Case("action_answer_what", "ask_what", "answer", "chemotherapy", "what", CHEMO),
    Case("action_answer_what", "ask_what", "clarify", None, "what"),
    Case("action_answer_goal", "ask_goal", "answer", "surgery", "goal", treatment("surgery")),
    Case("action_answer_goal", "ask_goal", "answer", "supportive_care", "goal", treatment("supportive_care")),
    Case("action_answer_how_given", "ask_how_given", "answer", "radiation", "how_given", treatment("radiation")),
    Case(
        "action_answer_how_given",
        "ask_how_given",
        "redirect",
        "targeted_therapy",
        "how_given",
        treatment("targeted_therapy"),
    ),
    Case("action_answer_combination", "ask_combination", "answer", "chemotherapy", "how_given", CHEMO),
    Case("action_answer_combination", "ask_combination", "answer", "treatments_overview", "how_given"),
    Case("action_answer_recovery", "ask_recovery", "answer", "surgery", "recovery", treatment("surgery")),
    Case("action_answer_recovery", "ask_recovery", "redirect", "chemotherapy", "recovery", CHEMO),
    Case("action_answer_side_effects", "ask_side_effects", "answer", "chemotherapy", "side_effects", CHEMO),
    Case("action_answer_side_effects", "ask_side_effects", "redirect", "surgery", "side_effects", treatment("surgery")),
    Case("action_answer_side_effects", "ask_side_effects", "clarify", None, "side_effects"),
    Case(
        "action_answer_specific_side_effect",
        "ask_specific_side_effect",
        "answer",
        "radiation",
        "specific_side_effect",
        (*treatment("radiation"), ("effect", "hair_loss")),
    ),
    Case(
        "action_answer_side_effect_management",
        "ask_side_effect_management",
        "answer",
        "chemotherapy",
        "side_effect_management",
        (*CHEMO, ("effect", "nausea")),
    ),
    Case(
        "action_answer_which_treatment_causes",
        "ask_which_treatment_causes",
        "answer",
        None,
        "which_treatment_causes",
        (("effect", "diarrhea"),),
    ),
    Case(
        "action_answer_compare",
        "ask_compare",
        "answer",
        "chemotherapy",
        "compare",
        (*CHEMO, *treatment("radiation")),
    ),
    Case("action_answer_compare", "ask_compare", "clarify", None, "compare", CHEMO),
    Case("action_answer_supportive_care", "ask_supportive_care", "answer", "supportive_care", "what"),
    Case("action_answer_appointment", "ask_appointment", "answer", "appointment", None),
    Case("action_answer_source", "ask_source", "answer", None, None, text="who wrote this"),
    Case("action_answer_named_treatment", "name_treatment", "answer", "radiation", "what", treatment("radiation")),
    Case(
        "action_answer_named_treatment",
        "name_treatment",
        "answer",
        "radiation",
        "side_effects",
        treatment("radiation"),
        {"treatment": "chemotherapy", "aspect": "side_effects"},
    ),
    Case("action_give_urgent_help", "urgent_help", "urgent"),
    Case("action_answer_only_asking", "only_asking", "smalltalk"),
    Case("action_answer_repeat", "ask_repeat", "smalltalk"),
    Case("action_answer_repeat", "ask_repeat", "answer", "surgery", "goal", slots=asked("ask_goal", "surgery")),
    Case("action_answer_more", "ask_more", "smalltalk"),
    Case(
        "action_answer_more",
        "ask_more",
        "answer",
        "surgery",
        "goal",
        slots={"more": "The rest.", **asked("ask_goal", "surgery")},
    ),
    Case("action_ask_for_appointment", "book_appointment", "booking", "appointment"),
    Case("action_ask_for_appointment", "book_appointment", "redirect", "appointment", text="cancel my next visit"),
    Case("action_ask_appointment_confirmed", "affirm", "booking", "appointment", slots={"appointment_for": "self"}),
    Case("action_ask_appointment_phone", "affirm", "booking", "appointment"),
    Case("action_ask_appointment_times", "affirm", "booking", "appointment"),
    Case("action_cancel_appointment", "deny", "booking", "appointment"),
    Case("action_submit_appointment", "affirm", "error", slots={"appointment_name": "Ana"}),
    Case(
        "validate_appointment_form",
        "deny",
        "booking",
        "appointment",
        slots={"requested_slot": "appointment_phone"},
        text="call me",
    ),
    Case("action_default_fallback", "nlu_fallback", "redirect"),
    Case("action_default_fallback", "nlu_fallback", "redirect", text=" "),
    Case("action_follow_offer", "affirm", "smalltalk"),
    Case("action_follow_offer", "affirm", "booking", "appointment", slots={"offered": "appointment"}),
    Case("action_offer_person", "ask_person", "redirect"),
    Case("action_offer_interpreter", "ask_interpreter", "redirect"),
    Case("action_redirect_to_appointment", "out_of_scope_cost", "redirect"),
    Case("action_session_start", "greet", "smalltalk"),
    Case("action_express_worry", "express_worry", "smalltalk"),
    Case("action_share_situation", "share_situation", "smalltalk"),
]


def action_named(name: str) -> Action:
    """Return the action of the file of that name."""
    module = importlib.import_module(f"actions.{name}")
    found = [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Action) and kind.__module__ == module.__name__
    ]
    assert len(found) == 1, f"actions/{name}.py must hold one action, it holds {len(found)}"
    return found[0]()


def test_each_action_of_the_domain_has_a_file_of_its_name_and_no_file_is_left_over(domain: dict[str, Any]) -> None:
    """The actions of domain.yml and the files actions/action_*.py and validate_*.py are the same names."""
    assert sorted(domain["actions"]) == [path.stem for path in FILES if path.stem.startswith(OWN)]


def test_each_file_holds_the_one_action_it_is_named_after(domain: dict[str, Any]) -> None:
    """A file of actions/ defines one action, whose name is the file's; the shared modules define none."""
    for name in domain["actions"]:
        assert action_named(name).name() == name
    for path in (path for path in FILES if not path.stem.startswith(OWN) and path.stem != "__init__"):
        module = importlib.import_module(f"actions.{path.stem}")
        own = [k for _, k in inspect.getmembers(module, inspect.isclass) if k.__module__ == module.__name__]
        assert not [kind for kind in own if issubclass(kind, Action)], path.name


def test_each_action_is_tested(domain: dict[str, Any]) -> None:
    """An action that is added to domain.yml is added to the cases of this file."""
    assert sorted({case.action for case in CASES}) == sorted(domain["actions"])


def test_each_response_an_action_names_is_in_the_domain_on_both_channels(domain: dict[str, Any]) -> None:
    """A response that code says exists in domain.yml, with words that hold on every channel."""
    paths = [*FILES, *(ROOT / "assistant").rglob("*.py")]
    named = {name for path in paths for name in _responses_named(path)}
    assert len(named) > 10
    for name in named:
        assert any("channel" not in one for one in domain["responses"][name]), name


def _responses_named(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    # Without the beginnings of names ("utter_ask_appointment_") that code completes.
    return {text for text in texts if re.fullmatch(r"utter_[a-z_]*[a-z]", text)} - {"utter_action", "utter_name"}


def test_no_action_holds_wording_or_clinical_names(knowledge: Any) -> None:
    """Words and clinical names stand in domain.yml and knowledge/: code of actions/ names no treatment or effect."""
    clinical = set(knowledge.effects) | {name for name in knowledge.topics if name not in ("appointment", "source")}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in remarks]
        texts = {node.value for node in constants if isinstance(node.value, str)}
        assert not clinical & texts, path.name
        assert not [text for text in texts if re.search(r"\w \w.*[.?!]$", text)], path.name


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.action}-{case.outcome}")
def test_an_action_replies_in_full_words_with_its_record(
    case: Case,
    channel: str,
    tracker: Trackers,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
    render: Render,
) -> None:
    """Each action says something, fills every placeholder, and says in the record what it did."""
    heard = tracker(case.text, case.intent, case.entities, case.slots, channel)
    events = action_named(case.action).run(dispatcher, heard, domain)
    texts = render(dispatcher.messages, channel)
    assert texts
    assert all(text.strip() for text in texts)
    assert not [text for text in texts if "{" in text or "}" in text or "None" in text]
    record = dispatcher.messages[0]["record"]
    assert (record["outcome"], record["topic"], record["aspect"]) == (case.outcome, case.topic, case.aspect)
    slots = {event["name"] for event in events if event["event"] == "slot"}
    assert slots <= {*domain["slots"], "requested_slot"}


@pytest.mark.parametrize("channel", ["website", "sms", "sms_twilio", None])
def test_the_words_are_those_of_the_channel(
    channel: str | None, tracker: Trackers, dispatcher: CollectingDispatcher, domain: dict[str, Any], render: Render
) -> None:
    """Channels whose name begins with "sms" read the short words, all others the website's."""
    heard = tracker("x", "ask_side_effects", CHEMO, channel=channel)
    action_named("action_answer_side_effects").run(dispatcher, heard, domain)
    short = channel is not None and channel.startswith("sms")
    assert ("\n" not in render(dispatcher.messages, channel or "website")[0]) is short


def test_the_first_message_of_a_session_knows_its_channel_from_the_start(
    tracker: Trackers, dispatcher: CollectingDispatcher, domain: dict[str, Any]
) -> None:
    """Before anything was typed, the channel is that of the session's beginning."""
    heard = tracker(slots={"session_started_metadata": {"channel": "sms"}}, channel=None)
    heard.events.clear()
    from actions.speaking import channel_of

    assert channel_of(heard) == "sms"
    events = action_named("action_session_start").run(dispatcher, heard, domain)
    assert [event["event"] for event in events] == ["session_started", "action"]
