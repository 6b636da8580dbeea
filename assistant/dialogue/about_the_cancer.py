"""What is asked of the cancer itself, and of no treatment: the list of them, or help with pain. Pure functions."""

from __future__ import annotations

import re

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.dialogue.silent import GOING_WITHOUT
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

_OVERVIEW = "ask_overview"
_ASKS_OF_ONE = ("ask_what", "ask_goal", "ask_how_given", "ask_side_effect_management")
_MAY_ASK_IF_IT_DEPENDS = (*MISUNDERSTOOD, "out_of_scope_prognosis")
_WHERE_IT_DEPENDS = {"surgery": "ask_goal", "radiation": "ask_how_given"}
"""What depends on the tumor with a treatment: what surgery is for, and how radiation is given."""
_FOR_EVERYONE = re.compile(
    r"\b(?:same|different|differs?|vary|varies|depends?)\b.*\b(?:every(?:one|body)|all (?:of us|people|patients)|each"
    r" (?:person|patient|one)|person to person|patient to patient|from one (?:person|patient))\b"
    r"|\b(?:everyone|everybody|all (?:people|patients)|each (?:person|patient))\b.*"
    r"\b(?:same|different|differs?|varies)\b"
)
"""Whether all people get the same: which treatment is used depends on the cancer."""
_WHAT_IS_DONE_FOR_IT = re.compile(
    r"\bwhat (?:do|can|will|would|could|should) (?:they|you|(?:the )?doctors|people|we)(?: usually| normally)?"
    r" (?:do|give|have|offer|try|use) (?:for|about|against|with|when)\b.*"
    r"\b(?:metast\w*|mets|spread|secondar\w+|tumou?rs?|cancer|lump|growth)\b"
)
_NOT_ONLY = re.compile(r"\b(?:not|n't|isnt|aint) (?:it )?(?:just|only)\b")
_OTHERS = re.compile(r"\b(?:others?|else|more|different) ?(?:stuff|things?|options?|ways?|treatments?|ones?)?\b")
_DEPENDS_ON = re.compile(
    r"\b(?:depends?|matters?|choose|chosen|decided?|important)\b.*"
    r"\b(?:stage|where|location|place|type|kind|size|grade)\b"
    r"|\b(?:stage|where|location|place|type|kind|size|grade)\b.*\b(?:depends?|matters?|choose|chosen|decided?)\b"
)
"""What the treatment depends on."""
_TREATED = re.compile(
    r"\bwhat (?:is|are|can be|gets|will be|is to be|(?:(?:do|can|will|would|could) )?(?:they|you|(?:the )?doctors?))"
    r"(?: \w+)? ?(?:done|do|doing|give|try)\b"
    r"|\bhow (?:is|are|do they|can they|will they) (?:it |that |this |she |he |one )?treat|\bwhat treatments?\b"
)
_IS_TOLD = ("share_situation", "express_worry")
"""Intents of a message that tells a diagnosis before it asks."""
_THE_DISEASE = re.compile(r"\b(?:cancers?|tumou?rs?|mets|metasta\w+|lumps?|growths?|lesions?|mass)\b")
_IN_ANOTHER_PLACE = re.compile(
    r"\bto (?:the |my |his |her |their )?(?:liver|lungs?|brain|lymph\w*|kidneys?|stomach|skin|bowels?|heart)\b"
)
_CHOOSES = re.compile(r"\b(?:choose|chose|choosing|decide|decides|deciding|pick|picks|select|determine)\b")
_IF_NOT = re.compile(
    r"\bif (?:it(?:'s| is) |that(?:'s| is) )?not\b"
    r"|\bif (?:he|she|i|they|we|you) (?:can(?:'t| not|not)|do(?:n't| not)|does(?:n't| not)) (?:have|get|do|take|want)\b"
)
_IF_REFUSED = re.compile(r"\bif (?:he|she|i|they|we|you) (?:says? no|refuses?|declines?|do(?:n't| not) want)\b")
"""Beside words that ask what else there is; alone it asks what happens without treatment."""
_RULED_OUT = re.compile(
    r"\b(?:off the table|not an option|no option|ruled out|out of the question|not possible"
    r"|no more (?:surger\w+|operations?|chemo\w*|radiation|radiotherapy)"
    r"|can(?:'t| not|not) (?:have|get|do|take)(?: any)?(?: more)?)\b"
)
_NEAR = 25
"""Characters on each side of it, in which the treatment stands that it rules out."""
_WHAT_ELSE = re.compile(
    r"\bwhat else (?:is there|is possible|can (?:be done|they do|i have)|do they have|have they)\b"
    r"|\bwhat(?: is|'s|s) left\b|\bwhat other\b|\bwhat (?:have|do) they(?: have)? (?:got )?left\b|\bthen what\b"
)
_WITHOUT_IT = re.compile(
    r"^(?:(?:and|so|but|or|then|ok|what about|what if)[ ,]+)*without(?: an?| the| any)?(?: \w+){1,2}\W*$"
)
_SPREAD = re.compile(
    r"\b(?:metast\w*|mets|spread\w*|secondar\w+|travel\w*|started (?:somewhere|elsewhere|in))\b"
    r"|\b(?:gone|went|goes|moved|got|come|came|now) (?:in)?to (?:the|my|his|her|their|a)? ?"
    r"(?:spin\w*|back\w*|bones?|vertebr\w*)"
)
_INSTEAD = re.compile(r"\b(?:instead of|other than|besides|apart from|rather than|anything but)\b")
_MAY_ASK_WHAT_ELSE = (*MISUNDERSTOOD, "out_of_scope_other_treatment")
_MAY_ASK_WHAT_IS_LEFT = (
    "ask_combination",
    "out_of_scope_prognosis",
    "out_of_scope_personal",
    "out_of_scope_other_treatment",
)
_LESS_SICK = re.compile(r"\bwhat (?:makes?|keeps?|gets?)\b.*\b(?:less|not|better|from (?:being|getting|feeling))\b")
_PAIN = re.compile(r"\bpains?\b")
_SOMEBODY = re.compile(r"\b(?:any(?:body|one)|some(?:body|one)|who|whose|person|people|team)\b")
_WHICH_TREATMENT = re.compile(
    r"\b(?:which|what)(?: kinds?| sorts?| one| ones)?(?: of)?(?: these| those| them| the| other)*"
    r" ?(?:treatments?|options?|therap(?:y|ies))\b|\bwhich (?:one|ones|of (?:these|those|them))\b"
)
_ASKS_WHICH = (_WHICH_TREATMENT, _WHAT_IS_DONE_FOR_IT, _TREATED)
_MAY_ASK_WHICH_FOR_SPREAD = (*_ASKS_OF_ONE, _OVERVIEW, "out_of_scope_other_cancer", *_IS_TOLD, *MISUNDERSTOOD)
_CAN_BE_DONE = re.compile(
    r"\b(?:what|anything|something)(?: else)? (?:can|could|might|will|to) (?:be |i |we |they |you )?(?:do|done)\b"
)
_METASTATIC_MEANS = re.compile(
    r"\bwhat(?:'s| is| are| does)? (?:an? |the )?(?:metasta\w+|mets)(?: (?:is|are|means?|cancer|tumou?rs?))*\W*$"
    r"|\b(?:metasta\w+|mets)\b.*\b(?:means?|meaning|plain|simple)\b|\bmeaning of (?:metasta\w+|mets)\b"
    r"|\b(?:explain|understand)(?: what)?(?: is)? (?:metasta\w+|mets)\b"
)
_MAY_ASK_FOR_A_WORD = ("ask_what", "out_of_scope_diagnosis", "out_of_scope_causes", *MISUNDERSTOOD)
_FOR_PAIN = re.compile(
    r"\b(?:treatments?|something|anything|any of (?:them|these|those)|things?|what)\b.*"
    r"\b(?:tak(?:es?|ing) away|eas(?:es?|ing)|reliev(?:es?|ing)|helps?|for|stops?|against)(?: \w+){0,2} pains?\b"
    r"|\btak(?:es?|ing) (?:the|my|his|her) pain away\b"
)
_WHAT_WILL_THEY_DO = re.compile(
    r"^(?:and |so |ok |but )*what (?:do|will|can|would) (?:they|you|(?:the )?doctors|people)(?: usually| normally)? do"
    r"(?: now| then| next)?\W*$"
)
_MAY_BE_PAIN_CARE = (
    *_ASKS_OF_ONE,
    *MISUNDERSTOOD,
    "ask_supportive_care",
    "ask_person",
    "out_of_scope_symptoms",
    "out_of_scope_hospital",
)


def of_the_cancer(question: Question, memory: Memory) -> str | None:
    """Return the intent of a question that asks of no treatment, where its words are about the cancer."""
    said, intent = question.said, question.intent
    names_one = bool(question.treatments or question.treatment_cues or memory.treatment)
    done = _WHAT_IS_DONE_FOR_IT.search(said) or _WHAT_WILL_THEY_DO.match(said)
    done = done or (_SPREAD.search(said) and _CAN_BE_DONE.search(said))
    fitting = (
        # "so it is not just chemo, there is other stuff"
        (intent in MISUNDERSTOOD and _NOT_ONLY.search(said) and _OTHERS.search(said), _OVERVIEW),
        # "instead of chemo"
        (intent in _MAY_ASK_WHAT_ELSE and question.without and _INSTEAD.search(said), _OVERVIEW),
        # "what makes people less sick"
        (not names_one and intent == "out_of_scope_causes" and _LESS_SICK.search(said), "ask_side_effect_management"),
        (not names_one and intent in (*_ASKS_OF_ONE, *MISUNDERSTOOD) and _FOR_EVERYONE.search(said), _OVERVIEW),
        (not names_one and intent in (*_ASKS_OF_ONE, "out_of_scope_diagnosis") and _DEPENDS_ON.search(said), _OVERVIEW),
        # "does it depend on where the tumor is", whatever was told last
        (
            not question.treatments and intent in _MAY_ASK_IF_IT_DEPENDS and _DEPENDS_ON.search(said),
            _WHERE_IT_DEPENDS.get(memory.treatment or "", _OVERVIEW),
        ),
        # "my mother has a tumor in the spine. what do they do"
        (_tells_and_asks_what_is_done(question), _OVERVIEW),
        # "what do they do for metastatic"
        (not names_one and intent in ("ask_what", "ask_goal") and done, _OVERVIEW),
    )
    return next((asked for fits, asked in fitting if fits), None)


def chooses(question: Question) -> bool:
    """Say whether it is asked how a treatment is chosen: of all of them, whichever was spoken of."""
    return _CHOOSES.search(question.said) is not None


def left_out(question: Question, memory: Memory) -> tuple[str, ...]:
    """Return the treatments without which it is asked what there is: "if not surgery, then what"; none where it is not.

    "If I say no to it, what else is there": the one that was spoken of.
    """
    if question.treatments:
        asks = question.intent in ("ask_goal", "ask_what", "ask_overview", *MISUNDERSTOOD)
        if_not = asks and _IF_NOT.search(question.said) is not None
        may_ask = asks or question.intent in _MAY_ASK_WHAT_IS_LEFT
        if may_ask and _WHAT_ELSE.search(question.said) and (gone := _ruled_out(question)):
            return gone
        alone = question.intent in ("name_treatment", *MISUNDERSTOOD) and _WITHOUT_IT.match(question.said) is not None
        return question.treatments if if_not or alone else ()
    spoken_of = tuple(filter(None, [memory.treatment]))
    last = memory.last_question or {}
    refused = GOING_WITHOUT in (last.get("intent"), last.get("subject"))
    if refused and spoken_of and question.intent in ("ask_more", _OVERVIEW, *MISUNDERSTOOD):
        # "Can i say no to chemo", then "what else is there".
        return spoken_of if _WHAT_ELSE.search(question.said) else ()
    asks = question.intent in (*_MAY_ASK_WHAT_ELSE, _OVERVIEW, "out_of_scope_personal")
    return spoken_of if asks and _IF_REFUSED.search(question.said) and _WHAT_ELSE.search(question.said) else ()


def _ruled_out(question: Question) -> tuple[str, ...]:
    """Return the treatments that can't be had, or are refused: "no more surgery for him", beside the chemo he had."""
    if _IF_REFUSED.search(question.said):
        return question.treatments
    found = _RULED_OUT.search(question.said)
    beside = question.said[max(0, found.start() - _NEAR) : found.end() + _NEAR] if found else ""
    near = shared_reader().read(beside).ids(Kind.TREATMENT)
    return tuple(name for name in question.treatments if name in near)


def asks_which_for_spread(question: Question) -> bool:
    """Say whether it is asked which treatment there is for cancer that has spread: the page names three."""
    asks = question.intent in _MAY_ASK_WHICH_FOR_SPREAD and any(one.search(question.said) for one in _ASKS_WHICH)
    names_more = question.treatments or question.effects or question.focuses or question.services
    elsewhere = _IN_ANOTHER_PLACE.search(question.said) and not question.in_the_spine
    return bool(asks) and not (names_more or elsewhere) and _SPREAD.search(question.said) is not None


def _tells_and_asks_what_is_done(question: Question) -> bool:
    """Say whether cancer in the spine is told of, and it is asked what is done, of no treatment."""
    names_more = question.treatments or question.effects or question.focuses or question.services
    asks = question.intent in _MAY_ASK_WHICH_FOR_SPREAD and _TREATED.search(question.said)
    tells = question.in_the_spine and _THE_DISEASE.search(question.said)
    return bool(asks and tells) and not names_more


def asks_what_metastatic_means(question: Question) -> bool:
    """Say whether the word is to be explained: the page says what it means."""
    return _METASTATIC_MEANS.search(question.said) is not None and question.intent in _MAY_ASK_FOR_A_WORD


def asks_for_help_with_pain(question: Question) -> bool:
    """Say whether a question that names no treatment asks who or what there is for pain."""
    if question.treatments or question.treatment_cues or question.intent not in _MAY_BE_PAIN_CARE:
        return False
    asks = _SOMEBODY, _CAN_BE_DONE, _FOR_PAIN
    return _PAIN.search(question.said) is not None and any(one.search(question.said) for one in asks)
