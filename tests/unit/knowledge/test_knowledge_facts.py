"""Every fact is stated, nothing else is, and nothing is copied."""

from __future__ import annotations

import json
import re

import pytest
from make_shingles import STORED, shingles
from source_material import source_file

from knowledge.checks import check_wording, coverage
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Statement
from knowledge.support import unsupported_words
from knowledge.terms import load_terms
from knowledge.texts import all_texts

PAGE = "seeds/000_f509c57c1844f723.txt"


def test_there_are_91_facts(knowledge: Knowledge) -> None:
    """The source has 91 atomic facts; facts.yml holds each of them."""
    assert len(knowledge.facts) == 91


def test_the_facts_are_those_of_the_source(knowledge: Knowledge) -> None:
    """facts.yml has the ids and the wording of the list that was drawn up from the page."""
    listed = re.findall(
        r"^- \*\*([A-Z]+\d+)\*\* (.+)$", source_file("facts.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {identifier: fact.states for identifier, fact in knowledge.facts.items()} == dict(listed)


def test_every_fact_is_stated_on_both_channels(knowledge: Knowledge) -> None:
    """A patient can be told each fact on the website, and by SMS (its first text or the rest of it)."""
    assert coverage(knowledge) == {"website": [], "sms": []}


def test_a_fact_that_no_answer_states_is_found(knowledge: Knowledge) -> None:
    """The coverage names a fact that only one channel states: it is not enough that the other does."""
    topics = dict(knowledge.topics)
    topic = topics["targeted_therapy"]
    others = [entry for entry in topic.entries if entry.aspect is not Aspect.DETAIL]
    entries = tuple(e.model_copy(update={"sms": e.website[:1], "sms_more": ()}) for e in others)
    topics["targeted_therapy"] = topic.model_copy(update={"entries": entries})
    lacking = coverage(Knowledge(**{**vars(knowledge), "topics": topics}))
    assert lacking["website"] == []
    assert "TT2" not in lacking["sms"]  # the entry on combinations says it still
    assert "TT4" in lacking["sms"]


def test_no_text_names_an_unknown_fact(knowledge: Knowledge) -> None:
    """Each fact id in an answer, a gap, a sentence in brief, a service or a filled frame stands in facts.yml."""
    named = {fact for shown in all_texts(knowledge) for statement in shown.statements for fact in statement.facts}
    named |= {fact for topic in knowledge.topics.values() for service in topic.services for fact in service.facts}
    assert named <= set(knowledge.facts)


def test_every_statement_states_a_fact(knowledge: Knowledge) -> None:
    """Nothing in an answer is there without a fact of the page behind it; only a gap may state none."""
    bare = [
        (shown.id, statement.text)
        for shown in all_texts(knowledge)
        if shown.kind in ("entry", "more", "brief")
        for statement in shown.statements
        if not statement.facts
    ]
    assert bare == []


def test_no_answer_says_more_than_its_facts(knowledge: Knowledge) -> None:
    """Each word of each statement stands in its facts, restates one of them, or is a plain word that claims nothing."""
    assert [str(problem) for problem in check_wording(knowledge) if "stands neither" in problem.what] == []


@pytest.mark.parametrize(
    ("claim", "fact", "word"),
    [
        ("Yes, chemo can cause hair loss. It grows back.", "CH9", "back"),
        ("You are guaranteed an appointment in 24 hours.", "AP1", "guaranteed"),
        ("Surgery may cure the cancer.", "SU4", "cure"),
        ("The time to recover is short: 3 weeks.", "KV6", "3"),
        ("The time to recover is short: three weeks.", "KV6", "three"),
        ("You may be seen in as little as 48 hours.", "AP1", "48"),
        ("Radiation can cause nausea.", "RA9", "nausea"),
        ("Chemo can cause mouth sores.", "CH9", "sores"),
        ("Surgery is safe.", "SU1", "safe"),
        ("Chemo never causes hair loss.", "CH9", "never"),
        ("The balloon is filled with cement.", "KV5", "cement"),
    ],
)
def test_a_new_claim_is_found(knowledge: Knowledge, claim: str, fact: str, word: str) -> None:
    """A word or number that the facts do not have is named, so that a new claim can't slip in."""
    assert word in unsupported_words(Statement(say=claim, facts=(fact,)), knowledge, load_terms())


def test_help_of_one_treatment_cannot_be_said_of_another(knowledge: Knowledge) -> None:
    """A statement names only the treatment that its facts are about."""
    said = Statement(say="With radiation, your doctor may give you drugs for nausea.", facts=("CH16",))
    assert unsupported_words(said, knowledge, load_terms()) == ["radiation"]


def test_the_plain_words_claim_nothing(knowledge: Knowledge) -> None:
    """terms.yml can't be used to let a claim through: no word of it promises, rates, counts, dates or denies harm."""
    claims = """cure cures cured safe safely best never always guarantee guaranteed certain sure painless harmless rare
        rarely day days week weeks month months year years two three four five percent survive survival die normal
        better risk"""
    assert load_terms().plain_words & set(claims.split()) == set()


def test_no_run_of_seven_words_is_copied_from_the_page(knowledge: Knowledge) -> None:
    """Answers are in the project's own words: none shares seven words in a row with the page."""
    of_the_page = set(json.loads(STORED.read_text(encoding="utf-8")))
    assert len(of_the_page) > 1000
    copied = [f"{shown.id} ({shown.channel})" for shown in all_texts(knowledge) if shingles(shown.text) & of_the_page]
    assert copied == []


def test_the_stored_hashes_are_those_of_the_page() -> None:
    """page_shingles.json was made from the very page that the facts come from."""
    assert set(json.loads(STORED.read_text(encoding="utf-8"))) == shingles(
        source_file(PAGE).read_text(encoding="utf-8")
    )


def test_a_copied_sentence_is_found() -> None:
    """The hashes find a copy whatever its capitals and punctuation."""
    page = source_file(PAGE).read_text(encoding="utf-8")
    sentence = next(line for line in page.splitlines() if len(line.split()) > 12)
    assert shingles(f"Well: {sentence.upper()}!") & set(json.loads(STORED.read_text(encoding="utf-8")))
