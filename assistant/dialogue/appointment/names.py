"""The name in what was typed for it."""

from __future__ import annotations

import re

from assistant.booking.time_words import MONTHS, names_time
from assistant.dialogue.appointment.asking import asks_something
from assistant.dialogue.appointment.offer import only_names_a_person
from assistant.dialogue.appointment.words import FormWords, bare, which, words_of
from assistant.language.english import ranked_words

_MARKS = " .,!?;:"
_FOR_SOMEBODY = re.compile(r"^(?:for|it's for|its for|it is for) (?:my|our) \w+[ ,.:-]+(?=\S)", re.IGNORECASE)
"""Before the name of somebody else: "for my mum, Pearl"."""


_PERSON = re.compile(r"^(?:my|our|his|her) \w+[ ,.:-]+(?=\S)", re.IGNORECASE)
_CALL_ME = re.compile(
    r"(?<!people )(?<!everyone )(?<!everybody )(?<!friends )(?<!they )\b(?:call (?:me|her|him)|goe?s? by)(?=\W|$)",
    re.IGNORECASE,
)
"""A wish to be called something; what others call them is no wish."""
_NO_NAME = re.compile(
    r"^(?:back|up|on|at|in|to|by|from|with|for|about|as|before|after|once|until|when|whenever|if|so|or|and|again|first"
    r"|early|late|later|there|only|any|anytime|asap)\b",
    re.IGNORECASE,
)
"""Behind "call me": when, where or why to call."""
_TAKEN_BACK = re.compile(
    r"^(?:never ?mind|nvm|nevermind|forget (?:it|that)|skip that|no matter)\s*[,.!;:-]+\s*(?=\w)", re.IGNORECASE
)
"""Before a name: the question before it is dropped."""
_WHO_THAT_IS = re.compile(
    r"\s*[,;(-]\s*(?:(?:i am|i'?m|that is|that'?s|s?he is|s?he'?s|who is|this is) )?(?:her|his|my|our|their"
    r"|the) (?P<who>[\w-]+)\)?$",
    re.IGNORECASE,
)
"""Behind a name and a mark: "Carole Kiefer, her daughter"; without one ("just my wife") there may be no name."""
_A_RELATIVE = re.compile(r"\b(?:my|our|his|her) (?P<who>[\w-]+)\W*$", re.IGNORECASE)
_A_RELATIVE_INSIDE = re.compile(r"\b(?:my|our|his|her) (?P<who>[\w-]+)", re.IGNORECASE)
_ITS_LETTERS = re.compile(
    r"[\s,;(]+(?:spelled |spelt )?with(?:out)? (?:(?:an?|one|two|three|double|no"
    r"|the) )?(?:letters? )?['\"]?[a-z]{1,2}['\"]?"
    r"(?:'?s)?(?: (?:at|in) the \w+)?(?: please)?\W*$",
    re.IGNORECASE,
)
"""Behind a name: how it is spelled, "with two l"."""
_ME_FIRST = re.compile(
    r"^(?:it'?s |that'?s |for |take |use )?(?:me|mine|myself)(?: then)?\s*[,.:;-]+\s*(?=\w)", re.IGNORECASE
)
"""Before one's own name: "me, Dev Patel"."""
_FOR_SHORT = re.compile(r"[\s,;(]+(?:or |but |just )?[\w'-]+ for short\b.*$", re.IGNORECASE)
_IN_PARTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:(?:my|her|his|the) )?first name:?(?: is)? (?P<first>[\w'-]+)[\s,;.]+(?:and )?(?:(?:my|her|his|the) )?"
        r"(?:last|family) name:?(?: is)? (?P<last>[\w' -]+)$",
        r"^(?:(?:my|her|his|the) )?(?:(?:last|family) name:?(?: is)? )?(?P<last>[\w'-]+)[\s,;.]+(?:and )?"
        r"(?:(?:my|her|his|the) )?first name:?(?: is)? (?P<first>[\w' -]+)$",
    )
)
"""A name whose parts are called by what they are: "Chen, first name Li"."""
_A_PART_AGAIN = re.compile(
    r"[\s,;.(]+(?:and )?(?:(?:the|my|her|his|their) )?(?:first|last|family|given|middle|sur) ?name:?(?: is)?"
    r" (?P<part>[\w'-]+)\W*$",
    re.IGNORECASE,
)
"""Behind a whole name: which of its words is the first or the last name."""
_NAME_OF = re.compile(
    r"^(?:(?:the|my|our|her|his|put|use|it'?s|is|please) )*(?:name of (?:(?:the|my|our|her|his) )?(?P<of>[\w-]+)"
    r"|(?P<who>[\w-]+?)(?:'?s)? name|(?P<called>[\w-]+)(?= is (?:called|named)))(?:'?s| is| is called| is named|:)?"
    r"[ ,:.]+(?=\w)",
    re.IGNORECASE,
)
"""Before the name of a relative: "mother name Hanh", "my mom's name is Rosa"."""
_PARTS = re.compile(r"[.;!\n]+\s*|,\s+")
_TELLS = re.compile(
    r"^(?:(?:and|but|so|ok|yes|no) )*(?:she|he|they|i|it'?s me|that'?s me|my \w+|mother|mom|dad"
    r"|father)(?: \w+)? (?:is|am|are|speaks?|answers?"
    r"|picks?|has|have|does|do|can|can'?t|will|would|who|not|don'?t|doesn'?t)\b"
    r"(?! (?:called|named)\b)",
    re.IGNORECASE,
)
"""A part that tells something of somebody, and names nobody."""
_OF_ANOTHER = re.compile(r"^(?:and )?(?:her|his|their) name\b", re.IGNORECASE)
_COMMON = 1600
"""So many of the most frequent English words beside a relative or "me" are no name: "put my mom first"."""
_PEOPLE = frozenset({"me", "my", "i", "she", "he", "her", "him", "his", "it's", "its"})
_SPELLED = re.compile(
    r"(?:\b(?:it is |it's )?(?:spelled|spelt|spell it)[ :]+)?\b(?P<letters>[a-z](?:-[a-z]){2,})\b", re.IGNORECASE
)


def name_in(text: str, words: FormWords) -> str:
    """Return `text` without the words around a name: "ok my name is Robert but people call me Bobby" is "Robert"."""
    rest = _TAKEN_BACK.sub("", _last_said(" ".join(text.split()), words).strip(_MARKS))
    rest = _without_part_again(_only_part(rest, words))
    called = _NAME_OF.match(rest)
    if called and (who := called["of"] or called["who"] or called["called"]) and which(words.relations, who):
        rest = rest[called.end() :]
    rest = _ME_FIRST.sub("", _ITS_LETTERS.sub("", rest))
    rest = _FOR_SHORT.sub("", _without_who_that_is(rest, words))
    rest = _in_order(rest, words)
    rest = _without_start(_without_end(rest, words.names.after), words.names.before)
    rest = re.sub(r"^.*?\bname is ", "", rest, flags=re.IGNORECASE)
    rest = _without_person(_FOR_SOMEBODY.sub("", rest), words)
    openings = sorted(words.name_openings, key=len, reverse=True)
    opening = next((one for one in openings if rest.lower().startswith(f"{one} ")), "")
    return _SPELLED.sub(_joined, _first_part(rest[len(opening) :].strip(_MARKS), words.names.ends))


def _only_part(text: str, words: FormWords) -> str:
    """Return the part of `text` in which the name stands, where the others name nobody: "put my mom first. anita"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    named = [part for part in parts if not _names_none(part, words)]
    if len(parts) < 2 or len(named) == len(parts) or any(map(asks_something, parts)):
        return text
    own = [part for part in named if not _OF_ANOTHER.match(part)] or named
    return own[0] if len(own) == 1 else "" if not own else text


def _names_none(part: str, words: FormWords) -> bool:
    """Say whether a part of a message tells of somebody in everyday words, and holds no name."""
    said = bare(part).split()
    if {"name", "called"} & set(said):
        return False
    people = words_of(words.relations) | _PEOPLE
    common = all(word in people or ranked_words().get(word, _COMMON) < _COMMON for word in said)
    return bool(people & set(said)) and (common or _TELLS.match(part.strip()) is not None)


def _without_part_again(text: str) -> str:
    """Return `text` without the first or last name behind the whole: "Nguyen Thi Hanh, first name is Hanh"."""
    found = _A_PART_AGAIN.search(text)
    before = text[: found.start()] if found else ""
    return before if found and bare(found["part"]) in bare(before).split() else text


def _last_said(text: str, words: FormWords) -> str:
    """Return what stands behind a question that is repeated ("her name? Sheila"), or behind "call me".

    Where "call me" is followed by no name ("Ann Lee, call me after work"), it is what stands before.
    """
    _, mark, answer = text.rpartition("?")
    text = answer if mark and answer.strip(_MARKS) else text
    wished = list(_CALL_ME.finditer(text))
    if not wished:
        return text
    behind = [text[one.end() :].strip(_MARKS) for one in wished]
    before = text[: wished[0].start()].strip(_MARKS)
    filler = {*words.names.before, *words.names.after}
    named = [one for one in behind if not (_NO_NAME.match(one) or _tells_when(one) or set(bare(one).split()) <= filler)]
    if named:
        return named[-1]
    return "" if set(bare(before).split()) <= filler else before


def _tells_when(text: str) -> bool:
    """Say whether `text` tells when to call. A month alone tells nothing: people are called April and June."""
    return names_time(" ".join(word for word in bare(text).split() if word not in MONTHS))


def _without_person(text: str, words: FormWords) -> str:
    """Return `text` without who somebody is before their name: "my wife Ann" is "Ann"."""
    found = _PERSON.match(text)
    return text[found.end() :] if found and which(words.relations, found[0]) else text


def _without_who_that_is(text: str, words: FormWords) -> str:
    """Return `text` without who somebody is behind their name."""
    found = _WHO_THAT_IS.search(text)
    return text[: found.start()] if found and found.start() and which(words.relations, found["who"]) else text


def _in_order(text: str, words: FormWords) -> str:
    """Return a name with the first name first, where `text` says which of its parts that is."""
    openings = sorted(words.name_openings, key=len, reverse=True)
    opening = next((one for one in openings if text.lower().startswith(f"{one} ")), "")
    said = text[len(opening) :].strip(_MARKS)
    found = next((one for pattern in _IN_PARTS if (one := pattern.match(said))), None)
    return f"{found['first']} {found['last']}".strip() if found else text


def _joined(letters: re.Match[str]) -> str:
    """Return a name that was spelled by its letters: "S-M-Y-T-H" is "Smyth"."""
    return letters["letters"].replace("-", "").capitalize()


def never_a_name(text: str, words: FormWords) -> bool:
    """Say whether `text` is no name, however often it is typed: "me", "my daughter", a curse."""
    relative = _A_RELATIVE.search(text)
    if relative and which(words.relations, relative["who"]):
        return True  # "talk to my wife"
    inside = _A_RELATIVE_INSIDE.search(text)
    if inside and which(words.relations, inside["who"]) and _names_none(text, words):
        return True  # "put my wife first"
    return only_names_a_person(text, words) or bool(set(bare(text).split()) & set(words.names.never))


def names_nobody(text: str, words: FormWords) -> bool:
    """Say whether a word stands in `text` that no name holds, or nothing but the words before a name."""
    said = bare(text)
    return bool(set(said.split()) & set(words.names.none)) or said in words.name_openings


def _without_start(text: str, starts: tuple[str, ...]) -> str:
    """Return `text` without the words of `starts` before it; the last word stays."""
    first, _, rest = text.partition(" ")
    if rest and first.lower().strip(_MARKS) in starts:
        return _without_start(rest.strip(_MARKS), starts)
    return text


def _without_end(text: str, ends: tuple[str, ...]) -> str:
    """Return `text` without the words of `ends` behind it ("thanks", "thank you"); the first word stays."""
    end = next((end for end in ends if text.lower().endswith(f" {end}")), None)
    return _without_end(text[: -len(end)].strip(_MARKS), ends) if end else text


def _first_part(text: str, ends: tuple[str, ...]) -> str:
    """Return `text` up to the first of the words that end a name."""
    found = re.search(rf"[\s,.;]+(?:{'|'.join(map(re.escape, ends))})(?=\s|$)", text, flags=re.IGNORECASE)
    return text[: found.start()] if found else text
