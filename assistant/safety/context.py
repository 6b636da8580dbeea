"""What stands around a match and takes the danger out of it: denial, the past, another subject.

Pure functions over words.

Each function leans to danger: it says True only where the calm reading is plain, and a word of the present ("since
yesterday", "now", "suddenly") beats every reading but a denial. The questions are in `questions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from assistant.safety.words import Word, word_set

PERSONAL = word_set(
    "i my me mine myself he his him she her mom mum mother dad father husband wife son daughter brother sister"
    " grandma grandpa grandmother grandfather partner mama papa hubby we our"
)
"""Words that name the person who writes or somebody close."""

_PRESENT = word_set("now today tonight since yesterday suddenly sudden currently keeps hours minutes rn asap")
_PRESENT_PAIRS = frozenset(
    {("this", part) for part in ("moment", "morning", "evening", "afternoon", "week", "noon", "weekend")}
    | {("last", "night"), ("any", "more"), ("right", "now"), ("an", "hour"), ("days", "ago")}
)
_BEFORE_SINCE = word_set("fine well good happy clean normal never sober strong ok better")
"""In "fine since" the word does not speak of something that began and goes on."""

_DENIALS = word_set("no not never without none zero nor neither deny denies denied")
_BRIDGE = word_set(
    "a an the any of in with to my his her have has had having feel feeling felt experience sign signs problem"
    " problems trouble more or and new real much been be being such as about see seen notice noticed want wanting"
    " try trying thinking at all is are was were am get got did do does symptoms symptom i he she issues issue thoughts"
    " plan intention ever one single"
)
"""Words that may stand between a denial and what it denies."""

_PAST_UNITS = frozenset(["year", "years", "decade", "decades", "yrs", "yr"])
_PAST_SEASONS = word_set("year summer winter spring fall autumn christmas month")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_AGES = word_set("child boy girl kid teen teenager baby toddler student youngster infant youth man woman")
_DECADES = word_set("twenties thirties forties fifties sixties seventies eighties nineties 60s 70s 80s 90s 50s")
_RESOLVED = frozenset(["healed", "cured", "resolved", "recovered", "cleared", "outgrew"])
_YOUTH = frozenset(["college", "school", "army", "childhood", "pregnancy"])
_VERBS_OF_PAST = word_set("had was were did fell broke got caught threw took died passed")
_OVER = frozenset(
    {("normal", "since"), ("fine", "since"), ("well", "since"), ("never", "since"), ("wore", "off"), ("all", "normal")}
    | {("to", "normal"), ("normal", "by"), ("then", "fine"), ("cleared", "up"), ("stopped", "in")}
)
"""Ends that are good ones: "went away" or "all gone" may be said of strength or feeling."""

_EARLIEST_YEAR = 1930
_OVER_BY_NOW, _LONG_AGO = 2, 21
"""How many years back a year is that says of an event that it is over, and of a whole story that it is an old one."""

_HOLDING = frozenset(["am", "is", "are", "can", "keep", "keeps", "feels", "has"])
_ANEW = word_set("another same returned")
_ANEW_PAIRS = frozenset([("this", "one"), ("like", "this"), ("like", "then"), ("other", "one"), ("it", "came")])
_AGAIN_PAIRS = frozenset([("is", "back"), ("'s", "back"), ("come", "back"), ("comes", "back"), ("once", "more")])
"""What says that a trouble of long ago is here once more: "had a seizure last year, she had another"."""
_FIRST_TIME = word_set("before such until")
_LIKE_THIS = frozenset([("like", "this"), ("like", "that"), ("this", "high"), ("this", "bad"), ("this", "much")])
"""Beside these "never" and "not" say that something is new: "never had chest pain before", "not a fever this high"."""
_TURNS_TO_US = frozenset([("where", "do"), ("where", "should"), ("who", "do"), ("who", "should")])
"""Who asks where to go, or whom to call, has what they tell of."""
_BUT_FOR = word_set("except but besides though although")
_STORIES = word_set(
    "movie film show tv book novel character episode article forum dog cat puppy kitten pet horse actor magazine blog"
)
_STRANGERS = frozenset(
    {("a", "lady"), ("a", "man"), ("a", "guy"), ("a", "woman"), ("the", "lady"), ("some", "guy"), ("a", "friend")}
)


def present(words: Sequence[Word]) -> bool:
    """Say whether the words speak of now: "since yesterday", "this morning", "suddenly"."""
    texts = texts_of(words)
    for place, text in enumerate(texts):
        if text in _PRESENT and not (text == "since" and _BEFORE_SINCE & set(texts[max(0, place - 3) : place])):
            return True
    return bool(_PRESENT_PAIRS & pairs_of(texts))


def comes_back(words: Sequence[Word]) -> bool:
    """Say whether words tell that something is here once more: "again", "the same", "it came back"."""
    texts = texts_of(words)
    return stressed(words) or bool(_ANEW & set(texts)) or bool(_ANEW_PAIRS & pairs_of(texts))


def stressed(words: Sequence[Word]) -> bool:
    """Say whether words lay stress on what is so now: "again", "is back", "never had that", "where do i go with it"."""
    texts = texts_of(words)
    pairs = pairs_of(texts)
    if bool({"again", "worse"} & set(texts)) or bool(_AGAIN_PAIRS & pairs):
        return True
    if "never" in texts and _FIRST_TIME & set(texts):
        return True
    if "without" in texts and _DENIALS & set(texts[: texts.index("without")]):
        return True
    return bool(_TURNS_TO_US & pairs) and bool({("do", "i"), ("should", "i"), ("do", "we"), ("should", "we")} & pairs)


def negated(words: Sequence[Word], places: Sequence[int]) -> bool:
    """Say whether a matched word is denied: "no fever", "my legs are not swollen or red".

    A denial that is part of the match ("can not feel") does not deny it.
    """
    return any(_denied(words, place, frozenset(places)) for place in places)


def _denied(words: Sequence[Word], place: int, matched: frozenset[int]) -> bool:
    """Say whether a denial reaches from before to the word at `place`."""
    bridged = False
    for back in range(place - 1, max(-1, place - 8), -1):
        text = words[back].text
        before = words[back - 1].text if back else ""
        if text in _DENIALS:
            return back not in matched and not _denies_something_else(words, back, place)
        bridged = bridged or text in {"or", "nor"} or any(word.text in {"denies", "denied"} for word in words[:back])
        if text in _BUT_FOR or not (bridged or back in matched or text in _BRIDGE or before == "no"):
            return False
    return False


def _denies_something_else(words: Sequence[Word], back: int, place: int) -> bool:
    """Say whether the denial at `back` leaves the word at `place` true: "never before", "no night without"."""
    texts = texts_of(words)
    text, before, after = texts[back], texts[back - 1] if back else "", texts[back + 1]
    if (text == "not" and before in {"can", "could", "will", "why", "or"}) or after in _DENIES_NOT:
        return True
    if text in {"never", "not"} and (_FIRST_TIME & set(texts[back + 1 :]) or _LIKE_THIS & pairs_of(texts[back:])):
        return True
    if text == "without" and _DENIALS & set(texts[max(0, back - 4) : back]):
        return True
    return text == "no" and bool({"except", "though"} & set(texts[place + 1 : place + 2]))


_DENIES_NOT = word_set("only just sure idea matter help")
"""What a denial before it denies: "not sure", "denied help"; not what follows."""


def past(words: Sequence[Word]) -> bool:
    """Say whether a clause speaks of long ago and of nothing present: "as a boy", "in 1998", "last year"."""
    texts = texts_of(words)
    if present(words) or comes_back(words) or _HOLDING & set(texts):
        return False
    return any(_names_the_past(texts, place) for place in range(len(texts)))


def past_runs_on(sentence: Sequence[Word], clause: Sequence[Word]) -> bool:
    """Say whether a clause goes on with a story of long ago: "as a child I had tonsils out and couldn't swallow"."""
    texts = texts_of(sentence)
    if present(clause) or comes_back(sentence) or _HOLDING & set(texts):
        return False
    years = any(text.isdigit() and _EARLIEST_YEAR <= int(text) <= _this_year() - _LONG_AGO for text in texts)
    childhood = any(_names_youth(texts[max(0, place - 3) : place + 1]) for place in range(len(texts)))
    dead = any(a == "late" and b in PERSONAL | {"uncle", "aunt"} for a, b in pairs_of(texts))
    departed = dead and bool(_VERBS_OF_PAST & set(texts))
    return years or childhood or departed or bool(_DECADES & set(texts)) or {"until", "was"} <= set(texts)


def _this_year() -> int:
    return datetime.now(UTC).year


def _names_the_past(texts: Sequence[str], place: int) -> bool:
    """Say whether the word at `place` names a time long ago, or an end."""
    text, near = texts[place], set(texts[max(0, place - 3) : place])
    before = texts[place - 1] if place else ""
    after = tuple(texts[place + 1 : place + 3])
    return (
        (text == "ago" and bool(_PAST_UNITS & near))
        or (text.isdigit() and len(text) == 4 and _EARLIEST_YEAR <= int(text) <= _this_year() - _OVER_BY_NOW)
        or (before == "last" and (text in _PAST_SEASONS or _is_month_of_past(text)))
        or _names_youth(texts[max(0, place - 3) : place + 1])
        or text in _DECADES
        or text in _RESOLVED
        or (text == "back" and after[:1] == ("then",))
        or (text in _YOUTH and before in {"in", "high", "the", "my", "first", "at"})
        or (text in {"when", "until"} and after in {("i", "was"), ("he", "was"), ("she", "was")})
        or (text == "gone" and before == "long")
        or (before == "late" and text in PERSONAL | {"uncle", "aunt"} and bool(_VERBS_OF_PAST & set(texts)))
        or (before == "in" and _is_month_of_past(text) and bool(_VERBS_OF_PAST & set(texts)))
    )


def _names_youth(texts: Sequence[str]) -> bool:
    """Say whether the last of some words names an age: "as a boy"; "as a man" does not, "as a young man" does."""
    grown = texts[-1] in {"man", "woman"}
    return texts[-1] in _AGES and "as" in texts and (not grown or "young" in texts)


def _is_month_of_past(text: str) -> bool:
    """Say whether a word is the name of a month that is neither this one nor the last."""
    return text in _MONTHS and (datetime.now(UTC).month - 1 - _MONTHS.index(text)) % len(_MONTHS) > 1


def settled(words: Sequence[Word]) -> bool:
    """Say whether the words tell of something that is over: "had ..., all normal since"."""
    texts = texts_of(words)
    over = bool(_OVER & pairs_of(texts)) or "cleared" in texts
    return (
        over
        and bool({"had", "was", "were", "did"} & set(texts))
        and not {"now", "today", "still", "again"} & set(texts)
    )


def other_subject(words: Sequence[Word], place: int) -> bool:
    """Say whether the word at `place` is told of a film, a book, an animal or a stranger."""
    texts = texts_of(words[:place])
    told = bool(_STORIES & set(texts)) or (bool(_STRANGERS & pairs_of(texts)) and "as" not in texts[:1])
    return told and not names_somebody(texts[-3:]) and not present(words)


def texts_of(words: Sequence[Word]) -> list[str]:
    """Return the words as written."""
    return [word.text for word in words]


def pairs_of(texts: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of neighbouring words."""
    return set(pairwise(texts))


def names_somebody(texts: Sequence[str]) -> bool:
    """Say whether the words name the writer or somebody close."""
    return any(text in PERSONAL for text in texts)
