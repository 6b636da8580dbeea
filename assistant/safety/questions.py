"""Whether a word stands in a question about the thing, in an if, or on a page: pure functions over words.

"does chemo cause numbness" asks about the thing; "why is my leg numb" and "is it normal that I can't feel my leg" ask
about a person's state and are no reason for calm. A word of the present ("since yesterday") beats every reading here.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.safety.context import PERSONAL, names_somebody, pairs_of, present, texts_of
from assistant.safety.words import Word, word_set

_ASKING = word_set(
    "what which how when where who whose does do did is are am was were can could will would should may might has"
    " have why shall"
)
_LEAD_INS = word_set(
    "and so hi hello hey ok okay please well um but also or then just sorry thanks dear doctor question ps hmm oh"
)
_NOT_YET = word_set("going gonna likely allowed able ok okay safe expected at eligible too required advised")
"""After "is my husband ..." these words ask about what may come, or what he may do."""

_ABOUT_A_STATE = word_set("normal ok okay bad worry worried mean concerned common")
_LINKS = frozenset(["if", "when", "that", "about", "for"])
_IF_AFTER = word_set(
    "normal ok okay bad matter know wonder wondering sure see tell ask even worried dangerous as be mean check"
)
"""After these an "if" opens no supposition: "is it normal if my leg is numb"."""

_SPECULATIVE = frozenset(["ever", "someday", "hypothetically", "suppose", "supposing", "imagine"])
_STATES = frozenset(["have", "can", "am", "is", "are", "'s"])
_GENERIC = frozenset(["people", "patients", "everybody", "everyone"])
_PAPERS = word_set("form forms booklet leaflet brochure page site website questionnaire checklist survey sheet")
_ASKED = word_set("ask asks asked says said lists listed mentions mentioned")
_OWN_STATEMENT = PERSONAL | word_set("is are am was were 's it have has can not feels since")

_TELLING = word_set("is am are 's has have can not keeps keep feels feel felt went got lost gives gave started")
_LEADING_ON = word_set("if when whether that suppose say would")
"""Beside these what follows a question may belong to it: "what happens when it grows and he can not walk"."""

_POINTING = word_set("they it that i he she we his hers")
_IS_SO = word_set("are am is have has had do does did")
_SO = word_set("me him her us too now so already today yes")
"""The words of a clause that only says that something is so."""

_NEW_THOUGHT = word_set("also btw ps besides anyway meanwhile plus")


def hypothetical(words: Sequence[Word], place: int) -> bool:
    """Say whether the word at `place` stands under an "if", "what if", "suppose", "in case"."""
    texts = texts_of(words)
    return not present(words) and any(_supposes(texts, here, place) for here in range(place))


def _supposes(texts: Sequence[str], here: int, place: int) -> bool:
    """Say whether the word at `here` puts what follows it as a supposition."""
    text, before = texts[here], texts[here - 1] if here else ""
    after = list(texts[here + 1 : here + 4])
    if text == "if":
        return not _reports(texts, here)
    if text == "say":
        return (here == 0 or before == "'s") and place > here + 1
    speculates = text in _SPECULATIVE and after[:1] != ["since"] and not names_somebody([before])
    return speculates or (text == "case" and before == "in")


def _reports(texts: Sequence[str], here: int) -> bool:
    """Say whether the "if" at `here` supposes nothing: "is it normal if my leg ...", "what do I do if I can't ..."."""
    before, after = texts[:here], texts[here + 1 :]
    if before[-1:] and (before[-1] in _IF_AFTER or {"check", "checked", "look", "looked", "not"} & set(before[-5:])):
        return True
    if after[:2] == ["you", "know"] or after[:1] == ["that"]:
        return True
    if texts[0] == "is" and "not" in after and names_somebody(after[:1]):
        return True
    return {"do", "i"} <= set(before) and "would" not in texts and bool(_STATES & set(after[:3]))


def general_question(words: Sequence[Word], place: int) -> bool:
    """Say whether the word at `place` stands in a question about the thing, not about a person's state now."""
    if present(words):
        return False
    texts = texts_of(words)
    start = next((n for n, text in enumerate(texts) if text not in _LEAD_INS), len(texts))
    if any(_opens_inside(texts, here) for here in range(start + 1, place)):
        return True
    asks = start < place and texts[start] in _ASKING and not _is_statement(texts[start : start + 3])
    return asks and not _asks_of_a_state(texts, start, place)


def _opens_inside(texts: Sequence[str], here: int) -> bool:
    """Say whether a question about the thing begins at `here`, after a wish to learn: "I want to know whether"."""
    if texts[here] not in {"if", "whether", "how", "what", "which"}:
        return False
    last, before = texts[here - 1], texts[here - 2] if here > 1 else ""
    wish = last in {"wondering", "wonder", "asking", "curious"} or (before, last) in {("to", "know"), ("tell", "me")}
    own = texts[here] in {"if", "whether"} and names_somebody(texts[here + 1 : here + 2])
    return wish and not own and "not" not in texts[max(0, here - 3) : here]


def _is_statement(opening: Sequence[str]) -> bool:
    """Say whether words that open like a question are a statement: "can not feel ...", "when I bend ..."."""
    first, second, third = [*opening, "", ""][:3]
    if second == "not":
        return third not in {"i", "you", "we", "they", "he", "she", "it"}
    if first == "have":
        return second not in {"i", "you", "we", "they"}
    if first == "what":
        return second in {"came", "comes", "i", "he", "she"}
    return first in {"when", "where", "who"} and second not in _ASKING


def _asks_of_a_state(texts: Sequence[str], start: int, place: int) -> bool:
    """Say whether a question asks about a person's present state all the same."""
    opener, before = texts[start], texts[start:place]
    second, third, fourth = [*texts[start + 1 : start + 4], "", "", ""][:3]
    if any(_names_a_state(before, here, texts[start:]) for here in range(len(before))):
        return True
    if opener == "why":
        return names_somebody(before[:5])
    if opener in {"what", "how"}:
        asks_for_help = {"do", "i"} <= set(before[:4]) and "know" not in before
        return asks_for_help or (
            second in {"can", "could", "should"} and (third, fourth) in {("i", "do"), ("i", "stop"), ("it", "be")}
        )
    if opener in {"should", "can", "do", "may", "could"} and second in {"i", "we"}:
        return "my" in before[-3:]
    if opener in {"is", "are", "am", "has", "was"} and second in PERSONAL:
        return not _NOT_YET & set(texts[start + 1 : start + 6])
    return False


def _names_a_state(before: Sequence[str], here: int, texts: Sequence[str]) -> bool:
    """Say whether the word at `here` leads over to what is so with a person: "normal that my", "because I"."""
    if before[here] in {"that", "because"}:
        return names_somebody(texts[here + 1 : here + 3])
    ahead = texts[here + 1 : here + 4]
    return before[here] in _ABOUT_A_STATE and names_somebody(ahead) and bool(_LINKS & set(ahead))


def inherits(words: Sequence[Word]) -> bool:
    """Say whether a clause states nothing of its own, so that the question before it runs on: "fever, chills, rash"."""
    return not _OWN_STATEMENT & set(texts_of(words))


def tells_of_somebody(before: Sequence[Word], clause: Sequence[Word]) -> bool:
    """Say whether a clause after a question tells of somebody, so that the question ends before it.

    "is chemo safe, and he can not breathe" tells; "what happens when it grows and he can not walk" still asks, unless
    a new thought is announced: "... when it grows, and also he can not walk".
    """
    texts = [text for text in texts_of(clause) if text not in _LEAD_INS]
    told = names_somebody(texts[:2]) and not _ASKING & set(texts[:1]) and bool(_TELLING & set(texts[1:5]))
    goes_on = bool(_LEADING_ON & set(texts_of(before))) and not _NEW_THOUGHT & set(
        texts_of([*before[-2:], *clause[:2]])
    )
    return told and not goes_on


def comes_true(words: Sequence[Word]) -> bool:
    """Say whether a clause says that what was asked or supposed before is so: "they are", "it does me"."""
    texts = [text for text in texts_of(words) if text not in _LEAD_INS]
    if texts[:1] == ["mine"]:
        return bool(_IS_SO & set(texts[1:2]))
    if texts[:1] in (["like"], ["as"]):
        return present(words) or texts[1:] in (["me"], ["i", "do"])
    return bool(texts) and texts[0] in _POINTING and bool(_IS_SO & set(texts[1:2])) and set(texts[2:]) <= _SO


def page_words(words: Sequence[Word], place: int) -> bool:
    """Say whether this reads like a page or a form: "may cause ...", "it can make you weak", "the form asks ..."."""
    if present(words):
        return False
    texts = texts_of(words)
    if _PAPERS & set(texts[:place]) and _ASKED & set(texts[:place]):
        return True
    near = texts[max(0, place - 4) : place]
    if {"you", "u", "your"} & set(near) and not names_somebody(near):
        return True
    if _GENERIC & set(near) and not names_somebody(texts):
        return True
    pairs = pairs_of(texts)
    modal = {(a, b) for a in ("may", "might", "can", "could") for b in ("cause", "lead", "help", "be")}
    labels = {("side", "effect"), ("side", "effects"), ("risk", "of")}
    return not names_somebody(texts) and (bool((modal | labels) & pairs) or texts[:1] == ["listed"])
