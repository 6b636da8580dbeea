"""How a short message follows on from what was said: "how quick", "why", "the second one". Pure functions over text."""

from __future__ import annotations

import re
from collections.abc import Mapping

HOW_SOON, WHY, WHERE, HOW, HOW_BAD = "how_soon", "why", "where", "how", "how_bad"
"""What a message may ask that is no more than a word that asks."""

_ALONE: Mapping[str, re.Pattern[str]] = {
    HOW_SOON: re.compile(
        r"^how (?:quick|quickly|fast|soon)"
        r"(?: (?:is|are|was|does|do|will|would|can) (?:it|that|this|they)(?: (?:be|take|go|work|happen))?)?"
        r"(?: after| afterwards| then| exactly)?\W*$"
    ),
    WHY: re.compile(r"^(?:why(?: not| is (?:that|it))?(?: so)?|how come|for what reason)\W*$"),
    WHERE: re.compile(r"^(?:where|which doctor|what place)\W*$"),
    HOW: re.compile(r"^how(?: exactly)?\W*$"),
    HOW_BAD: re.compile(r"^(?:how bad|bad|is (?:it|that)(?: that| really)? bad)\W*$"),
}
_MOST = re.compile(
    r"\b(?:(?:the )?(?<!at )(?:most|least|fewest)\b(?! out of)|(?:fast|quick|hard|easi|new|old|safe|gentl|strong|short"
    r"|long|mild|harsh|tough|rough|cheap|kind|light|simpl|slow|b|wor)e?st\b)"
)
_BEST = re.compile(
    r"\b(?:best|safest|fastest|quickest|easiest|strongest|gentlest)\b(?! (?:known|way to (?:reach|contact)|friend))"
)
_OF_BEING_SEEN = re.compile(r"\b(?:appointments?|appt|visit|seen|see|call|phone|book|number)\b")
"""Words beside which "the fastest" is no treatment: "the fastest i can be seen"."""
_THE_SAME = re.compile(
    r"^(?:(?:is|are|was|would|will) )?(?:it|that|this|they)(?: (?:is|are|be))?(?: also)? (?:the )?same"
    r" (?:with|for|on|in|during|of)\b"
    r"|^(?:does|do|would|will) the same (?:go|hold|count) for\b|^(?:the )?same (?:with|for|goes for)\b"
)
_REASON = re.compile(r"\bwhy\b|\bwhat (?!about )(?:\w+ ){1,4}for\b|\bhow come\b|\bthe point of\b|\breason\b")
_CAUSED_BY_WHAT = re.compile(
    r"^(?:\W|and |so |but |ok )*(?:what|which \w+) (?:causes?|makes|brings on|gives)\b|^why (?:do|would|does)\b"
)
_MAY_HAVE = re.compile(
    r"\b(?:can|could|may) (?:i|we|he|she|they|you|people)(?: also| still| even)? (?:have|get|take|try|use|do|be given)"
    r"(?: the| a| some)?\s*$"
)
"""Before the name of a treatment: whether one may have it at all."""
_SIDE_EFFECTS = re.compile(
    r"(?:^(?:and|so|ok|well|then)?[ ,]*|[.!?;] *|\b(?:ask|asks|tell|know|hear) (?:\w+ )?(?:about|bout|of) (?:the )?)"
    r"side[ -]effects?(?:,? (?:then|now|please))*\W*$"
)
_DRUG = r"(?:drugs?|medicines?|medications?|meds|pills?|tablets?)"
_NAME_OF_DRUG = re.compile(
    rf"\b{_DRUG}\b.*\b(?:call|called|named?)\b|\bwhat (?:is|are|was)\b.*\b(?:call|called|name)\b.*\b{_DRUG}\b"
    rf"|\bname of\b.*\b{_DRUG}\b"
)
_NO_MORE = re.compile(r"^\W*(?:too|as well|also|again|then|now|please)?\W*$")
"""Behind it. "During pregnancy", "on weekends" or "with a cold" asks for something else."""
_DISEASE = re.compile(r"cancer|tumou?r|spin(?:e|al)|treatments|options|choices|disease")
_OF_SOURCES = re.compile(
    r"\?|\b(?:sources?|where|from|who|whose|wrote|written|website|site|page|city of hope|review\w*|check\w*|approv\w*"
    r"|trust\w*|reliable|real|true|accurate|correct|legit|sure|made|updat\w*|old|info\w*|facts?|believe|you|your|proof"
    r"|evidence|based|research|stud\w+|says|author|data)\b"
)
"""Words without which nobody asks where the answers come from."""
_APPOINTMENT_WISHED = re.compile(
    r"\b(?:i|we)(?: would|'d|'ll)? (?:also )?(?:want|need|like|wanna|wish)(?: to)? (?:also )?(?:book|come in|be seen)\b"
    r"|\b(?:i|we)(?: would|'d|'ll)? (?:want|need|like|wanna|wish)(?: to)?(?: (?:make|book|schedule|get|have|set up))?"
    r" (?:an? |my )?(?:appointment|appt|visit)\b"
)
_BOOK_IT = re.compile(
    r"(?<!the )(?<!a )\b(?:book|schedule)(?: (?:it|one|that|me|us|an?|the|my|now|please|something)\b|\W*$)"
    r"|\b(?:appointment|appt|sign me up|set (?:it|one|that) up)\b"
)
_SAYS_EACH = re.compile(
    r"\bboth\b(?! (?:my|his|her|their|the|of (?:us|my|his|her)|legs|arms|feet|hands|sides)\b)"
    r"|\beach\b(?! (?:time|day|week|month|dose|session|other)\b)|\ball (?:of them|of those|of these|three|two)\b"
    r"|\bthe two(?: of (?:them|those|these))?(?=\W*$)"
)
_SAYS_THEY = re.compile(r"\b(?:they|them|those|these)\b")
_WHICH_OF_THEM = re.compile(
    r"^(?:\W|and |so |ok )*which(?: ones?| of (?:them|those|these))?(?: is| are) (?:the )?most \w+\W*$"
)
_WHAT_HELPS = re.compile(r"\bwhat(?: \w+)? helps?(?: \w+)? (?:with|for|against) (?:it|that|this|these|those|them)\b")
_WHAT_IS_DONE = re.compile(
    r"^(?:and |so |ok |well )*what (?:do|can|will|would) (?:they|you|(?:the )?doctors|people)"
    r" (?:do|give|have) (?:for|about|against) (?:that|it|this)\W*$"
)
_WHAT_TREATS_THE_CANCER = re.compile(
    r"^(?:so |and |but |ok |then )*what (?:fixes|treats|cures|kills|removes|gets rid of|works (?:on|against)|helps"
    r" with) (?:the|my|this|his|her) (?:cancer|tumou?rs?)\W*$"
)
_THERE_ARE_NONE = re.compile(
    r"^(?:so |and |ok )*(?:are there|there (?:are|is)|is there) (?:none|no side effects|nothing)(?: at all)?\W*$"
    r"|^(?:none|no side effects|nothing)(?: at all)? ?\?$"
)
_IF_DONE = re.compile(
    r"^(?:and |so |ok )*(?:do|will|would|can) (?:they|you|the \w+|doctors|nurses)(?: \w+)?"
    r" (?:do|check|take|test|watch|keep)\b"
)
_IS_ALL = re.compile(r"^(?:and |so |ok )*(?:is|was) (?:that|this|it) (?:all|everything|it)(?: of (?:it|them))?\W*$")
_AFTER_ALL = re.compile(
    r"^(?:(?:ok|oh|no|hmm|um|sorry|well|hang on|hold on)[ ,]+)*(?:actually|wait|on second thought|i changed my mind)\b"
    r".*\b(?:yes|yeah|yep|ok|sure|do it|go on|please|let's|mind)\b"
    r"|^(?:yes|yeah|yep|ok)[ ,]+(?:actually|please|after all|go on|do it|let's)\b"
)
_ANNOUNCED = re.compile(
    r"^(?:(?:and|ok|oh|so|wait|just|i have) )*(?:one|another|a|1|one last|a last)"
    r" (?:more |other |last )?(?:thing|question)(?: more| please)?\W*$"
)
"""A question that is still to come."""
_NUMBER = re.compile(
    r"\bnumbers?\b|\bphone\b|\bwh(?:o|om|at|ere) (?:do|should|can|would) (?:i|we) (?:call|ring|phone)\b"
)
_OTHERS = re.compile(
    r"\b(?:other than|besides|apart from|aside from|except(?: for)?)\b"
    r"|\bwhat (?:else|more)(?: (?:then|is there|can (?:it|i|he|she)))?\W*$"
)
_LONGER = re.compile(r"\b(?:faster|quicker|shorter|longer|slower)\b")
_HURTS = re.compile(r"\b(?:hurts?(?: \w+)? (?:less|more|least|most)|(?:less|more) painful)\b")
_BETTER = re.compile(r"\b(?:better|worse|easier|harder|safer|stronger|milder|gentler)\b")
_ALL_TREATMENTS = re.compile(
    r"\b(?:all|every|each)(?: one)?(?: of)?(?: the| these| those| your| different| possible| six| 6)*"
    r" (?:treatments?|therap(?:y|ies)|options?)\b"
)


def alone(text: str) -> str | None:
    """Return which word that asks a message is no more than, None where it is more."""
    return next((kind for kind, pattern in _ALONE.items() if pattern.match(text)), None)


def asks_for_side_effects(text: str) -> bool:
    """Say whether it is no more than the side effects that are asked for: "fair enough. side effects, then?"."""
    return _SIDE_EFFECTS.search(text) is not None


def asks_for_name_of_drug(text: str) -> bool:
    """Say whether the name of a drug is asked for: "what is the medicine called"."""
    return _NAME_OF_DRUG.search(text) is not None


def asks_which_is_most(text: str) -> bool:
    """Say whether treatments are to be ranked: "which is the fastest", "which has the least side effects"."""
    return _MOST.search(text) is not None and _OF_BEING_SEEN.search(text) is None


def asks_which_is_best(text: str) -> bool:
    """Say whether one treatment is to be the best of all; "the most common ones" asks for no such thing."""
    return _BEST.search(text) is not None and _OF_BEING_SEEN.search(text) is None


def asks_the_same(text: str) -> bool:
    """Say whether what was asked before is asked again, and nothing else: "is it the same with chemo"."""
    return _THE_SAME.match(text) is not None


def asks_for_reason(text: str) -> bool:
    """Say whether it is asked why, or what something is for."""
    return _REASON.search(text) is not None


def asks_what_causes(text: str) -> bool:
    """Say whether the cause of something is asked for: "what causes diarrhea"."""
    return _CAUSED_BY_WHAT.search(text) is not None


def may_have(text: str, start: int, end: int) -> bool:
    """Say whether it is asked if one may have the treatment at these places at all: "can i have chemo"."""
    return _MAY_HAVE.search(text[:start]) is not None and _NO_MORE.match(text[end:]) is not None


def names_the_disease(text: str) -> bool:
    """Say whether a text names what every conversation is about: "this cancer" is nothing that was said before."""
    return _DISEASE.search(text) is not None


def is_of_no_source(text: str) -> bool:
    """Say whether several words can't ask where the answers come from: "the doctor has not said yet"."""
    return " " in text.strip() and _OF_SOURCES.search(text) is None


def wishes_appointment(text: str) -> bool:
    """Say whether an appointment is wished for beside what else a message asks."""
    return _APPOINTMENT_WISHED.search(text) is not None


def agrees_to_book(text: str) -> bool:
    """Say whether a yes is one to an appointment: "yes book it"."""
    return _BOOK_IT.search(text) is not None


def thinks_better(text: str) -> bool:
    """Say whether somebody who gave something up wants it after all: "actually yes"."""
    return _AFTER_ALL.search(text) is not None


def names_all_treatments(text: str) -> bool:
    """Say whether something is asked of every treatment there is: "side effects of all treatments"."""
    return _ALL_TREATMENTS.search(text) is not None


def asks_which_of_them(text: str) -> bool:
    """Say whether one of a list is asked for: "which is most common"."""
    return _WHICH_OF_THEM.match(text) is not None


def says_each(text: str) -> bool:
    """Say whether something is asked of several treatments one by one: "side effects of both"."""
    return _SAYS_EACH.search(text) is not None


def says_they(text: str) -> bool:
    """Say whether what is asked about is more than one thing: "how are they given"."""
    return _SAYS_THEY.search(text) is not None


def asks_what_helps(text: str) -> bool:
    """Say whether help with what was spoken of is asked for: "what helps with that"."""
    return _WHAT_HELPS.search(text) is not None


def asks_what_is_done(text: str) -> bool:
    """Say whether it is asked what is done about what was told: "what do they do for that"."""
    return _WHAT_IS_DONE.match(text) is not None


def asks_what_treats_the_cancer(text: str) -> bool:
    """Say whether a treatment of the cancer itself is asked for: "then what fixes the cancer"."""
    return _WHAT_TREATS_THE_CANCER.match(text) is not None


def asks_if_done(text: str) -> bool:
    """Say whether it is asked if something is done, and not what it shows: "do they check my blood"."""
    return _IF_DONE.match(text) is not None


def there_are_none(text: str) -> bool:
    """Say whether it is taken for granted that a list is empty: "so there are none?"."""
    return _THERE_ARE_NONE.match(text) is not None


def asks_if_all(text: str) -> bool:
    """Say whether it is asked if all was told: "is that all"."""
    return _IS_ALL.match(text) is not None


def announces(text: str) -> bool:
    """Say whether a question is announced and not yet asked: "one more thing"."""
    return _ANNOUNCED.match(text) is not None


def compares_by(text: str) -> str | None:
    """Return the intent of what two treatments are compared by, where the page does not say it; else None."""
    if _LONGER.search(text):
        return "out_of_scope_duration"
    return "out_of_scope_procedure" if _HURTS.search(text) else None


def asks_which_is_better(text: str) -> bool:
    """Say whether one treatment is to be put above another: "which is worse"."""
    return _BETTER.search(text) is not None


def asks_for_others(text: str) -> bool:
    """Say whether others are asked for than the one that is named: "so im going bald. what else"."""
    return _OTHERS.search(text) is not None


def asks_for_number(text: str) -> bool:
    """Say whether the number to call for an appointment is asked for: "phone number for appointments"."""
    return _NUMBER.search(text) is not None
