"""Every text that a phone can get is plain, short, easy to read, and asks nobody for a carrier's keyword."""

from __future__ import annotations

from pathlib import Path

import pytest
from line_fakes import SETTINGS

from assistant.channels.sms import wording
from assistant.channels.sms.fallback import fallback_twiml
from assistant.channels.sms.segments import segments
from assistant.channels.sms.simulated import texts_in
from assistant.channels.sms.wording import Sent, faults, texts, titles
from assistant.channels.sms.words import load_texting
from assistant.settings import ROOT, Settings
from knowledge.reader import FOLDER, KnowledgeError


def test_every_text_passes() -> None:
    """Answers, responses, urgent help, fixed texts and choices have no fault."""
    assert list(faults(SETTINGS)) == []


def test_every_kind_of_text_is_looked_at() -> None:
    """Knowledge, domain, urgent help and the channel's own; choices of the domain and of the knowledge."""
    places = {sent.where.split(":")[0] for sent in texts(SETTINGS)}
    assert {"domain.yml", "texting.yml", "urgent_help.yml", "chemotherapy.side_effects", "put together"} <= places
    assert {where.split(":")[0] for where, _ in titles()} == {"frames.yml", "urgent_help.yml", "domain.yml"}


def test_a_long_name_and_long_numbers_still_fit() -> None:
    """A hospital with the longest name that the settings take has texts of two segments too."""
    long = {"hospital_name": "H" * 80, "care_team_phone": "1-800-555-0111", "appointment_phone": "1-800-555-0100"}
    fixed = load_texting().filled(SETTINGS.model_copy(update=long)).texts()
    assert {name: segments(text) for name, text in fixed.items() if segments(text) > 2} == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It\u2019s fine.", "characters"),
        ("All good \U0001f600.", "characters"),
        ("It is so. " * 31, "3 segments"),
        ("Chemotherapeutic interventions necessitate multidisciplinary considerations.", "grade"),
        ("Reply YES to go on.", "'Reply YES'"),
        ("Text cancel to cancel.", "'Text cancel'"),
        ("Reply with the word help.", "'Reply with the word help'"),
        ("Say HELP.", "'HELP'"),
        ("You can say skip or cancel.", "'say skip or cancel'"),
        ("STOP to end.", "'STOP'"),
    ],
)
def test_each_fault_is_found(text: str, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule is checked, and who wrote the text is told where it stands and what is wrong."""
    monkeypatch.setattr(wording, "texts", lambda _: [Sent("here", text.strip())])
    (found,) = faults(SETTINGS)
    assert found.startswith("here: ")
    assert fault in found


@pytest.mark.parametrize("text", ["You can stop any time.", "It can help.", "I can't say yes or no.", "Does it end?"])
def test_the_words_may_be_used_in_a_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what asks for a keyword is a fault."""
    monkeypatch.setattr(wording, "texts", lambda _: [Sent("here", text)])
    assert faults(SETTINGS) == []


@pytest.mark.parametrize("title", ["Cancel", "Help", "End", "Info", "Stop"])
def test_a_choice_is_no_keyword(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who types the words of a choice must not stop all texts by it."""
    monkeypatch.setattr(wording, "texts", lambda _: [])
    monkeypatch.setattr(wording, "titles", lambda: [("here", title)])
    (found,) = faults(SETTINGS)
    assert found == f"here: the choice '{title}' is the keyword {title.upper()} when it is typed; use other words"


def test_each_fixed_text_for_trouble_says_911() -> None:
    """Whoever gets no answer reads what to do in an emergency."""
    fixed = load_texting().texts()
    for name in ("first_contact", "help", "stop", "start", "media_only", "too_long", "busy", "out_of_time", "fallback"):
        assert "call 911" in fixed[name], name


def test_the_file_for_twilio_is_that_of_the_knowledge() -> None:
    """deploy/twilio-fallback.xml is what `assistant sms-fallback` prints with the demonstration's settings."""
    made = fallback_twiml(Settings(_env_file=None))  # type: ignore[call-arg]
    assert (ROOT / "deploy" / "twilio-fallback.xml").read_text(encoding="utf-8") == made
    (text,) = texts_in(made)
    assert "911" in text
    assert "555-0111" in text


def test_a_mistake_in_the_file_is_named(tmp_path: Path) -> None:
    """An unknown key, a missing text or a place for something else: file, line, what is wrong."""
    good = (FOLDER / "texting.yml").read_text(encoding="utf-8")
    (tmp_path / "texting.yml").write_text(good.replace("\nstop:", "\nstopp:"), encoding="utf-8")
    load_texting.cache_clear()
    with pytest.raises(KnowledgeError, match=r"^knowledge/texting\.yml:\d+: "):
        load_texting(tmp_path)
    load_texting.cache_clear()
    texting = load_texting().model_copy(update={"busy": "Hello {patient_name}"})
    with pytest.raises(KnowledgeError, match=r"texting\.yml: busy: only \{hospital_name\}"):
        texting.filled(SETTINGS)
