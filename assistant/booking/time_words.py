"""The words in which people say when they can be called, and what each means to the reader."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from assistant.booking.time_phrases import rewritten

DAYS = {
    word: day
    for day, words in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed weds wensday",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for word in words.split()
}
MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for word in words.split()
}
PARTS = {
    "morning": "morning",
    "mornings": "morning",
    "am": "morning",
    "afternoon": "afternoon",
    "afternoons": "afternoon",
    "pm": "afternoon",
    "evening": "evening",
    "evenings": "evening",
    "tonight": "evening",
}
ANY = {"any", "anytime", "whenever", "flexible", "every", "everyday", "all", "each"}
SOON = {"asap", "soonest", "immediately", "now"}
NOT = {"not", "no", "never", "except", "besides", "cant", "cannot", "avoid", "excluding", "without", "neither", "nor"}
TODAY = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tomorow": 1, "tommorow": 1, "tmw": 1}
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# fmt: off
MEANINGLESS = {
    "i", "im", "id", "me", "my", "we", "us", "you", "it", "its", "is", "are", "am", "be", "been", "would", "will",
    "ll", "should", "could", "can", "do", "does", "works", "work", "good", "best", "better", "great", "fine", "ok",
    "okay", "free", "available", "please", "pls", "thanks", "thank", "the", "in", "on", "at", "of", "for", "day",
    "days", "time", "times", "call", "called", "calls", "prefer", "preferably", "preferred", "like", "maybe",
    "perhaps", "either", "early", "earlier", "late", "later", "mid", "only", "just", "some", "suits", "suit", "want",
    "need", "home", "then", "so", "well", "also", "during", "there", "hi", "hello", "yes",
    "make", "rather", "instead", "actually", "move", "switch", "set", "as", "said",
}
# fmt: on
OTHERS = {
    "next",
    "this",
    "week",
    "weekend",
    "weekends",
    "weekday",
    "weekdays",
    "after",
    "before",
    "between",
    "from",
    "until",
    "till",
    "by",
    "to",
    "thru",
    "through",
    "but",
    "noon",
    "weeks",
}
_SAYING_DAYS = frozenset(
    {*DAYS, *MONTHS, *TODAY, "day", "days", "week", "weeks", "weekend", "weekends", "weekday", "weekdays"}
)
_SAYING_WHEN = (
    _SAYING_DAYS | PARTS.keys() | SOON | {"anytime", "whenever", "flexible", "everyday", "noon", "time", "times"}
) - {"may", "sat", "sun"}
"""Words that by themselves say that a text is about a time; "may" and "sat" say it only within one that is read."""
_LONG = 6
KNOWN = {
    *DAYS,
    *(f"{day}s" for day in DAYS),
    *MONTHS,
    *PARTS,
    *ANY,
    *SOON,
    *NOT,
    *TODAY,
    *NUMBERS,
    *MEANINGLESS,
    *OTHERS,
}
_FIXABLE = sorted(word for word in KNOWN if len(word) >= _LONG)

_PHRASES = (
    (re.compile(r"\bas soon as (?:possible|you can|u can)\b|\bright away\b"), "asap"),
    (re.compile(r"\bi am\b"), "i"),  # no morning
    (re.compile(r"\b(a)\.?m\.?\b|\b(p)\.?m\.?\b"), lambda m: f"{m[1] or m[2]}m"),
    (re.compile(r"\b(?:apart from|other than|anything but)\b"), "except"),
    (re.compile(r"\b(?:can'?t do|don'?t|dont|doesn'?t|isn'?t|won'?t|can'?t)\b"), "not"),
    (re.compile(r"\bafter (?:\w+ ){1,4}(?:ends?|finishes|is over|is done)(?: at)?(?= \d)"), "after"),
    (
        # Who works or sleeps till then can be called after it; "thursday works until 5" is no such thing.
        re.compile(
            r"\b(?:(?:i|we|they) (?:work|sleep)|(?:he|she) (?:works|sleeps)"
            r"|(?:(?:i|we|he|she|they|is|am|are|'?m|'s) ?)*(?:not (?:free|home|available|up|there)|busy|asleep|sleeping"
            r"|in bed|at work|working|at school))(?: in)? (?:until|till|til)(?= \d| noon)"
        ),
        "after",
    ),
    (re.compile(r"\bafter work\b"), "after 5pm"),
    (re.compile(r"\bafter (?:my )?lunch(?: ?time| break| hour)?\b"), "after 1pm"),
    (re.compile(r"\b(?:before|until|till|by) (?:my )?lunch(?: ?time| break| hour)?\b"), "before 12pm"),
    (re.compile(r"\b(?:at |around |over |during )?(?:my )?lunch(?: ?time| break| hour)?\b"), "between 12pm and 1pm"),
    (re.compile(r"\bfirst thing\b"), "morning"),
    (re.compile(r"\bhalf past (\d{1,2})\b"), r"\1:30"),
    (re.compile(r"\bquarter past (\d{1,2})\b"), r"\1:15"),
    (re.compile(r"\bday after tomorrow\b"), "in 2 days"),
    (re.compile(r"\b(?:o'?clock)\b"), ""),
    (re.compile(r"'s\b|'"), ""),
)


def tokens(text: str) -> list[str]:
    """Return the words, numbers and marks of `text`, common spellings mended; what can't be read stays as it is."""
    text = text.casefold().replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", "-")
    text = rewritten(text)
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    found = re.findall(
        r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}(?::\d{2})?(?:am|pm)\b|\d{1,2}:\d{2}"
        r"|\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+|[^\s]",
        text,
    )
    return [mended(word) for word in found]


def names_day(text: str) -> bool:
    """Say whether `text` says on which days, be it "any day"."""
    return any(
        word in _SAYING_DAYS or word in ANY or word.removesuffix("s") in DAYS or re.search(r"\d(?:st|nd|rd|th|/)", word)
        for word in tokens(text)
    )


def names_time(text: str) -> bool:
    """Say whether a word or number of `text` is one by which people say when: a day, a part of it, a clock, "asap"."""
    found = tokens(text)
    return any(
        word in _SAYING_WHEN or word.removesuffix("s") in DAYS or any(c.isdigit() for c in word) for word in found
    )


def mended(word: str) -> str:
    """Return the one known word that is one slip away from a longer `word`, or the word itself."""
    if word in KNOWN or len(word) < _LONG or not word.isalpha():
        return word
    near = [known for known in _FIXABLE if OSA.distance(word, known, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else word
