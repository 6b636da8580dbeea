"""What stands around a danger: a question, a denial, a fear, a death, and what it changes of the gate's decision."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.safety import Tier, assess
from assistant.safety.replies import load_urgent_help
from assistant.safety.units import speller
from assistant.safety.weak_likeness import why_calm
from assistant.safety.words import spell_out, tokens_of


@pytest.mark.parametrize(
    "text",
    [
        "Before they begin chemotherapy, the team will talk with the patient and explain? and also he can not breathe",
        "is vertebroplasty minimally invasive btw he can not breathe",
        "is massage part of the care with radiation and also he can not breathe",
        "can they treat the tumor directly and my legs are weak",
        "why so many blood tests when on chemo and also he can not breathe",
        "is surgery safe for people of his age and both his legs went weak",
    ],
)
def test_what_is_told_behind_a_question_is_no_part_of_it(text: str) -> None:
    """A question ends where somebody's state is told, and joining words do not make a danger long enough to be calm."""
    assert assess(text).tier is Tier.CALL_911


@pytest.mark.parametrize(
    "text",
    [
        "What happens when the tumor grows and he can not walk?",
        "Does chemo help and does it make the legs weak?",
        "What if the tumor grows and my legs are weak?",
    ],
)
def test_a_question_goes_on_over_what_it_asks_about(text: str) -> None:
    """What belongs to a question or an if stays calm behind "and"."""
    assert assess(text).tier is None


def test_a_denial_before_a_question_is_calm_and_beside_another_sign_is_not() -> None:
    """Who denies a fever and asks on is answered; who denies it and tells of something else is not."""
    assert assess("i dont have a fever. can chemo cause infections").tier is None
    assert assess("i dont have a fever but i am shaking all over since the chemo").tier is not None


@pytest.mark.parametrize(
    "text", ["im scared of dying", "i am afraid i will die too", "two one two five five five oh one four two"]
)
def test_a_fear_of_death_and_a_spoken_number_are_no_emergency(text: str) -> None:
    """To fear death is no wish to die, and the digits of a phone number are no number of pills."""
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text",
    [
        "thx 4 ur help dad passed away last nite",
        "mom died this morning. thank you all for everything",
        "my dad died last night, do i need to cancel his appointment",
    ],
)
def test_who_tells_of_a_death_is_not_told_to_call(text: str) -> None:
    """The bereaved get no alarm."""
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text",
    [
        "my mom died last night and i want to die too",
        "since my wife passed away i don't want to live",
        "i lost my dad and now i want to be with him, i have his pills",
    ],
)
def test_a_death_beside_a_wish_to_die_is_an_emergency(text: str) -> None:
    """Grief hides no crisis."""
    assert assess(text).tier is not None


@pytest.mark.parametrize(
    "text",
    ["i am scared i want to die", "im scared i will kill myself", "i feel like giving up", "i took two two two pills"],
)
def test_a_fear_beside_a_wish_to_die_is_one(text: str) -> None:
    """Whoever says more than that they are afraid gets help."""
    assert assess(text).tier is not None


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("how long does weakness stay after chemo, mine began on tuesday", Tier.CALL_911),
        ("when does numbness go after surgery, my legs are still numb", Tier.CALL_911),
        ("does radiation mean losing bowel control, she has", Tier.CALL_911),
        ("i took double steroids by mistake, what now", Tier.CALL_911),
        ("i dont feel like carrying on anymore", Tier.CRISIS),
        ("how is recovery, he is tripping a lot", Tier.CALL_911),
    ],
)
def test_a_question_that_says_one_has_it_tells_of_it(text: str, tier: Tier) -> None:
    """The danger in the second half of a question is seen, and a wish to die gets 988 and not another number."""
    assert assess(text).tier is tier


def test_bruising_easily_is_no_sign_of_blows() -> None:
    """The page's own side effect brings no crisis line; blows do."""
    assert assess("my father is on chemo and he bruises so easily").tier is None
    assert assess("he hits me and i bruise easily").tier is Tier.CRISIS


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("sos", Tier.CALL_911),
        ("numb legs", Tier.CALL_911),
        ("Chills.", Tier.CALL_CARE_TEAM_NOW),
        ("please help me now", Tier.CALL_911),
        ("blood in stool", Tier.CALL_CARE_TEAM_NOW),
        ("me quiero morir", Tier.CRISIS),
    ],
)
def test_a_word_or_two_may_be_all_that_is_said(text: str, tier: Tier) -> None:
    """Who is in danger may have no more words; what stands in `alone` counts where nothing else is said."""
    assert assess(text).tier is tier


@pytest.mark.parametrize(
    "text", ["numb?", "what are chills", "stroke of luck", "help me with the form", "emergency room hours"]
)
def test_the_same_word_among_others_is_judged_with_them(text: str) -> None:
    """A question, or another thing of that name."""
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text",
    [
        "can't come on thursday, another day?",
        "we want to live",
        "don't leave me hanging, when do i hear",
        "i don't want to wake up during the surgery",
        "what are your fall hours",
        "i can't stand needles",
    ],
)
def test_plans_things_and_thanks_are_no_alarm(text: str) -> None:
    """What is not meant (`not_meant`), and figures of speech."""
    assert assess(text).tier is None


def test_a_wish_to_die_with_means_at_hand_names_988_beside_911() -> None:
    """Both numbers: the one for the danger, the other for the despair."""
    found = assess("i have saved up the morphine so i can end it")
    assert found.tier is Tier.CALL_911
    assert "988" in load_urgent_help().text(found.tier, found.kind, "website", "212-555-0111")


def test_a_fever_is_told_in_words_of_heat_cold_or_illness() -> None:
    """A little likeness to a fever counts only where the message speaks of one in some way."""
    for text in ("how about 10.40", "my psa is 101", "it cost me 39.50", "i had kemo on monday and im so tierd"):
        assert why_calm(fold(text), spell_out(tokens_of(text, speller())), "fever")
        assert assess(text).tier is None
    for text in (
        "38.9 and i have chills",
        "thirty nine",
        "under four blankets",
        "she feels like an oven",
        "almost 39",
        "tengo fiebre",
    ):
        assert why_calm(fold(text), spell_out(tokens_of(text, speller())), "fever") is None


def test_a_long_story_of_which_no_part_sounds_urgent_is_calm() -> None:
    """Who tells all that happened before a plain question is answered."""
    story = (
        "so my husband he is 64 and we found out in march and since then everything went so fast and the doctors talk"
        " and talk and i can not sleep, anyway they said radiation and i wanted to ask what the side effects are"
    )
    assert assess(story).tier is None
    assert assess(story.replace("can not sleep", "can not breathe")).tier is Tier.CALL_911
