"""Which aspect of a treatment the words of a question name, whatever else its message tells. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.language.reading import shared_reader
from knowledge.lookup import PAIN, PAIR
from knowledge.vocabulary import Kind

_OF_A_TREATMENT: Mapping[str, re.Pattern[str]] = {
    "ask_side_effects": re.compile(r"\bside[- ]effects?\b"),
    "ask_recovery": re.compile(r"\brecover(?:y|ing)?\b|\bback to normal\b"),
    "ask_how_given": re.compile(
        r"\bhow (?:is|are|do|does|will|would)\b.*\b(?:given|done|get|take)\b|\bpills?\b|\bdrip\b|\bneedles?\b"
    ),
}
_OF_AN_EFFECT = re.compile(
    r"\b(?:does|do|will|would|can|could|may|might)\b.* (?:make|makes|cause|causes|lose)\b|\b(?:what|how) about\b"
)
"""Words that ask whether a treatment does something; a symptom that is only told of has none of them."""
_WHAT_FOR = re.compile(
    r"^(?:\W|and |so |ok |but )*what(?:'s| is| are| r)? (?:[\w-]+ ){1,6}for\W*$"
    r"|^(?:\W|and |so |ok |but )*what(?:'s| is| are)? (?:it|they|that|those) for\b"
)
_WHAT_DO_THEY_DO = re.compile(
    r"\bwhat (?:(?:do|will|would|can|could) )?(?:they|(?:the )?doctors?|he|she)(?: \w+)? do"
    r"(?: (?:there|then|with it|in that|to (?:her|him|me)))?\W*$"
    r"|\bwhat (?:else|other things) (?:do|does|can|could|will|would)(?: \w+){1,3} do\b"
)
"""What is done in a treatment that is told of, or what else one that is named can do."""
_INVASIVE = re.compile(r"\bminimally invasive\b")
_MEANS = re.compile(r"\bmean(?:s|ing)?\b|\bwhat(?: ?'s| is|s)(?: an?| the)? minimally\b|\bexplain\b")
_SMALL_CUTS = ("surgery", PAIR)
"""Treatments of which it is said that minimally invasive means small cuts."""
_IN_COMMON = re.compile(
    r"\b(?:in common|alike|share|treat the same|for the same|what (?:do|can|are) (?:they |[\w, ]+ )?both)\b"
)
"""Of two procedures that the page names as a pair: what both are, and not how they differ."""
_HOW_MUCH = re.compile(
    r"\b(?:whole|complete|entire|full|all (?:of )?the) (?:spine|back(?:bone)?)\b"
    r"|\b(?:just|only) (?:(?:a|the|one) (?:patch|part|spot|lump|area|tumor)|where (?:it|the tumor) is)\b|\beverywhere\b"
    r"|\ball of it or (?:just|only)\b"
    r"|\b(?:what|which) (?:parts?|areas?|places?|bits?|sections?)(?: of (?:the|my|his|her) \w+)?"
    r" (?:is|are|gets?|get|will be|do(?:es)? (?:they|you|it|the \w+))\b"
)
_ALONE = re.compile(r"\b(?:only treatment|alone|by itself|on its own|just (?:that|it)|the only (?:thing|one))\b")
_ONE_CASE_OR_ANOTHER = re.compile(r"\b(?:spread|metast\w*|mets|one (?:spot|place|part|area)|primary)\b")
_WHO_GIVES = re.compile(
    r"^(?:\W|and |so |ok |but )*who(?:'s| is| are| will)?(?: it that)?"
    r" (?:gives?|does|prescribes?|orders?|handles?|decides?|in charge of)\b"
)
_RELIEF = re.compile(
    r"\b(?:relieve|relief|eases?|helps?|stops?|fix|fixes|gets? rid of|takes? away|less|reduces?|better"
    r"|gone|away|over)\b"
)
_WHAT_IS_RELIEVED = re.compile(r"\b(?:pains?|painful|aches?|hurt|hurting|sore|pressure|squeezed|squeezing)\b")
_HOW_WELL = re.compile(
    r"\b(?:last|lasts|lasting|long|longer|forever|permanent\w*|for good"
    r"|how (?:well|often|many|much|likely|quick\w*|fast|soon)"
    r"|guarantee\w*|chances?|odds|percent\w*|success\w*|always|completely|work|works|cures?)\b"
)
"""What the page does not say of relief, and nobody is told of it."""
_STILL_SOMETHING = re.compile(
    r"\b(?:is|are) there (?:still |any |some)?\w*|\bwhat (?:now|next|else|then|is left|can)\b"
    r"|\bany(?:thing)? (?:left|else|more)\b"
)
_MAY_ASK_WHAT_IT_DOES = (
    "ask_what",
    "ask_goal",
    "ask_specific_side_effect",
    "out_of_scope_other_cancer",
    "out_of_scope_other_disease",
    "out_of_scope_personal",
    *MISUNDERSTOOD,
)
_MAY_ASK_HOW_MUCH = ("ask_what", "out_of_scope_prognosis", "out_of_scope_procedure", *MISUNDERSTOOD)
_MAY_ASK_WHAT_IS_DONE = ("name_treatment", "share_situation", *MISUNDERSTOOD)
_MAY_BE_A_CUE = (*MISUNDERSTOOD, "share_situation", "out_of_scope_diagnosis", "out_of_scope_other_treatment")
_SENTENCE_END = re.compile(r"[.!?;]\s*")
_ASKS_WHAT = re.compile(r"\bwhat(?: is| are|'s|s)?\b|\bwhich (?:one |of them )?is\b|\btell me\b|\bexplain\b")
_MAY_ASK_WHAT = (*MISUNDERSTOOD, "ask_compare")
"""Intents in which a hint at a treatment is what is asked about: "which one is the cement thing"."""
_IF_DONE = re.compile(r"\bwhat (?:happens|would happen|will happen|do they do) (?:if|when|in|with|during)\b")
_DOES_TO_ONE = re.compile(
    r"\bwhat (?:does|do|will|would|can|could|might) (?:\w+ ){1,3}do to (?:a |an |the |my |his |her |our )?"
    r"(?:you|me|him|her|us|them|one|body|person|people|someone|somebody|man|woman|patients?|guy|old|husband|wife|mom|dad|mother|father)\b"
)
"""What a treatment does to the person, and not to the tumor."""
_ONE_WORD = re.compile(
    r"^(?:and |so |ok |hi |hey |hello |about |the )*(?:what(?:'s| is| are|s)? (?:an? |the )?)?[\w-]+"
    r"(?: (?:thing|one|stuff))?\W*$"
)
"""A word and nothing more: "biopsy results?" asks for results."""
_FEW_WORDS = 9
_SHAPE = re.compile(r"\b(?:straight\w*|tall\w*|height|posture|bent|crooked|stooped|hunched)\b")
_MAY_ASK_OF_SHAPE = ("ask_recovery", "out_of_scope_prognosis", *MISUNDERSTOOD)
_RELIEVES_PAIN = ("surgery", PAIR)
"""Treatments of which the page says that they are used for pain."""
_HOW_DONE = re.compile(
    r"\bhow (?:(?:is|are|will|would|does|do)\b.{0,40}|(?:it|they|that|this|(?:the|these|those) \w+)(?: \w+){0,2}"
    r" (?:is|are|gets?)\b.{0,20})\b(?:given|done|taken|made)\b(?! (?:care|about|for|against))"
)
"""How a treatment is done, in whatever order: "how the rays are done"."""
_HURTS = re.compile(r"\b(?:hurts?|hurting|painful)\b")
_A_WAY = re.compile(r"\b(?:veins?|fluid|ivs?|drips?|pills?|tablets?|mouth|needles?|shots?)\b")
_MAY_ASK_HOW_DONE = (
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_side_effect_management",
    "out_of_scope_procedure",
    *MISUNDERSTOOD,
)
_A_FORM = re.compile(
    r"^(?:\W|and |so |ok |but )*(?:is|are|isn't|does|do|will|would)\b.*"
    r"\b(?:pills?|tablets?|capsules?|needles?|shots?|injections?|ivs?|drips?|infusions?)\W*$"
)


def by_its_words(question: Question) -> Question:
    """Return a question that names a treatment with the aspect that its words name, where its intent tells less."""
    if question.intent == "out_of_scope_other_cancer" and question.in_the_spine:
        return behind_a_diagnosis(question)
    if _asks_how_done(question):
        return replace(question, intent="ask_how_given", effects=())
    return replace(question, intent=_named(question) or question.intent)


def _named(question: Question) -> str | None:
    """Return the intent of the aspect that the words of a question name, if they do."""
    intent, said, only = question.intent, question.said, question.treatments
    fitting = (
        # "what is chemo for"
        (intent in ("ask_what", *MISUNDERSTOOD) and _WHAT_FOR.match(said), "ask_goal"),
        # "doctor says maybe operation. what do they do", "what else does he do, the interventional one"
        (intent in _MAY_ASK_WHAT_IS_DONE and len(only) == 1 and _WHAT_DO_THEY_DO.search(said), "ask_what"),
        # "what do kyphoplasty and vertebroplasty have in common"
        (intent == "ask_compare" and only == (PAIR,) and _IN_COMMON.search(said), "ask_what"),
        # "who gives chemo": cancer doctors use it
        (intent == "ask_how_given" and only == ("chemotherapy",) and _WHO_GIVES.match(said), "ask_what"),
        # "can surgery get rid of the pain"
        (intent == "out_of_scope_prognosis" and asks_of_relief(question), "ask_goal"),
        # "just a patch, not the whole spine, with radiation"
        (intent in _MAY_ASK_HOW_MUCH and only == ("radiation",) and _HOW_MUCH.search(said), "ask_how_given"),
        # "could chemo be the only treatment"
        (intent in MISUNDERSTOOD and len(only) == 1 and _ALONE.search(said), "ask_combination"),
        # "after the kypho is he straighter again"
        (only == (PAIR,) and asks_of_shape(question), "ask_goal"),
        # "what surgery does if it is just one spot, and if it has spread"
        (intent == "ask_compare" and len(only) == 1 and _ONE_CASE_OR_ANOTHER.search(said), "ask_goal"),
        # "what happens if they do the surgery instead"
        (intent == "out_of_scope_other_treatment" and len(only) == 1 and _IF_DONE.search(said), "ask_goal"),
        # "what does radiation do to a man my age"
        (intent in _MAY_ASK_WHAT_IT_DOES and len(only) == 1 and _DOES_TO_ONE.search(said), "ask_side_effects"),
        # "is chemo a pill"
        (intent in ("ask_what", "ask_compare") and _A_FORM.match(said), "ask_how_given"),
    )
    return next((named for fits, named in fitting if fits), None)


def of_a_cue(question: Question) -> Question:
    """Return a question that hints at a treatment, and names none, with what its words ask of it.

    After "it came back", "is there still something" asks for the treatment that the page has for that, and for no odds.
    """
    if question.treatments or len(question.treatment_cues) != 1:
        return question
    back = question.treatment_cues == ("targeted_therapy",) and question.intent == "out_of_scope_prognosis"
    lone = _alone_in_a_sentence(question) and question.intent in _MAY_BE_A_CUE and not question.not_covered
    if (back and _STILL_SOMETHING.search(question.said)) or lone:
        return replace(question, intent="ask_goal")  # "it came back, is there still something", "biopsy??"
    names_more = question.effects or question.focuses or question.services or question.not_covered
    if question.intent in _MAY_ASK_WHAT and not names_more and _ASKS_WHAT.search(question.said):
        return replace(question, intent="ask_what", effect_cues=())  # "a targeted something. what is that please"
    return question


def of_small_cuts(question: Question, spoken_of: str | None) -> Question | None:
    """Return the question how a treatment is done, for what "minimally invasive" means: that answer says it."""
    if not (_INVASIVE.search(question.said) and _MEANS.search(question.said)):
        return None
    named = question.treatments or ((spoken_of,) if spoken_of in _SMALL_CUTS else ())
    treatments = tuple(name for name in named if name in _SMALL_CUTS)[:1] or _SMALL_CUTS[:1]
    return replace(question, intent="ask_how_given", treatments=treatments, treatment_cues=(), is_it=False)


def names_a_way_of_giving(text: str) -> bool:
    """Say whether a text names a way in which drugs are given: "in the vein"."""
    return _A_WAY.search(text) is not None


def asks_how_done_and_if_it_hurts(question: Question) -> bool:
    """Say whether two things are asked: how a treatment is done, and whether it hurts, which the page does not say."""
    return _asks_how_done(question) and _HURTS.search(question.said) is not None


def _asks_how_done(question: Question) -> bool:
    names_more = set(question.effects) - {PAIN} or question.focuses
    asks = question.intent in _MAY_ASK_HOW_DONE and _HOW_DONE.search(question.said)
    return bool(question.treatments) and bool(asks) and not names_more


def _alone_in_a_sentence(question: Question) -> bool:
    """Say whether the hint is all that a message says, or one of its sentences: "the cement. dr said L2 collapsed"."""
    if question.intent != "share_situation":
        return _ONE_WORD.match(question.said) is not None
    parts = _SENTENCE_END.split(question.said)
    return any(
        _ONE_WORD.match(part) and shared_reader().read(part).ids(Kind.TREATMENT_CUE) == question.treatment_cues
        for part in parts
    )


def asks_of_shape(question: Question) -> bool:
    """Say whether it is asked if the spine gets straight, or a person tall again: "does it put height back"."""
    return question.intent in _MAY_ASK_OF_SHAPE and _SHAPE.search(question.said) is not None


def how_much_of_the_spine(question: Question) -> bool:
    """Say whether it is asked if all of the spine is treated, or only a part: "all of the spine?"."""
    return _HOW_MUCH.search(question.said) is not None and len(question.said.split()) <= _FEW_WORDS


def asks_of_relief(question: Question) -> bool:
    """Say whether it is asked if pain gets better, of a treatment that the page says is used for it."""
    said = question.said
    asks = _RELIEF.search(said) and _WHAT_IS_RELIEVED.search(said) and not _HOW_WELL.search(said)
    return bool(asks) and set(question.treatments) <= set(_RELIEVES_PAIN)


def behind_a_diagnosis(question: Question) -> Question:
    """Return what is asked of the treatment behind "I have breast cancer in my spine": what it is for, if nothing else.

    A side effect counts where it is asked about: "and my back hurts" only tells of one.
    """
    effects = question.effects or question.effect_cues
    if effects and _OF_AN_EFFECT.search(question.said):
        return replace(question, intent="ask_specific_side_effect", effects=effects)
    named = (intent for intent, words in _OF_A_TREATMENT.items() if words.search(question.said))
    return replace(question, intent=next(named, "ask_goal"))
