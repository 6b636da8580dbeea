"""Rewrites what people say around times into the few words that the reader of times knows."""

from __future__ import annotations

import re
from collections.abc import Callable

_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|weekdays?"
    r"|weekends?"
    r"|tomorrow|today)"
)
_PART = r"(?:mornings?|afternoons?|evenings?|nights?)"
_WHEN = rf"(?:{_DAY}|{_PART})"
_DAYS = rf"{_DAY}(?:(?:,| and| or|, and|, or) {_DAY})*"
_WHENS = rf"{_WHEN}(?:(?:,| and| or|, and|, or) (?:in the )?{_WHEN})*"
_ENDS = r"(?=\s*(?:$|[.,;!|]|(?:so|and|but|because|cos|since)\b))"
_WHO = r"(?:i|i'?m|we|we'?re|he|he'?s|she|she'?s|they)"
_BUSY = (
    r"(?:(?:have|has|need|needs) to (?:work|be (?:at|in) (?:work|school))|work(?:s|ing)?"
    r"|busy|at work|at school|away|out|not (?:here|home|in|free|available|there)|teach(?:es)?|sleep"
    r"|(?:have|has|got) (?:an? |my |his |her |the |some )?(?:class(?:es)?|lessons?|work|school|a shift|shifts?|dialysis"
    r"|plans|something|things|meetings?|practice|church))"
)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
_LIMIT = r"(?:after|before|from|between|at|around|until|till|til|by|past|not before|not after)"
_HOURS = {
    "early morning": "morning before 9am",
    "late morning": "between 10am and 12pm",
    "early afternoon": "between 12pm and 2pm",
    "late afternoon": "between 3pm and 5pm",
    "early evening": "between 5pm and 7pm",
    "late evening": "evening after 8pm",
}
"""What is read back to the person, who can put it right."""

REWRITTEN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(?:because|cos|since|bc) [^.,;!]*"), ""),
    (re.compile(r"\b(?:it )?(?:(?:has|have|needs?|ought) to|must|should) be\b(?! (?:at|in) (?:work|school))"), ""),
    (
        re.compile(rf"\b{_LIMIT} (?P<number>{'|'.join(_NUMBERS)})\b(?! (?:days?|weeks?|hours?|of)\b)"),
        lambda m: f"{m[0][: -len(m['number'])]}{_NUMBERS[m['number']]}",
    ),
    (
        re.compile(
            rf"(?<=\d) (?P<join>to|till|til|until|and) (?P<number>{'|'.join(_NUMBERS)})\b(?! (?:days?|weeks?)\b)"
        ),
        lambda m: f" {m['join']} {_NUMBERS[m['number']]}",
    ),
    (
        re.compile(r"\b(?P<when>(?:early|late)[ -](?:morning|afternoon|evening))s?\b"),
        lambda m: _HOURS[m["when"].replace("-", " ")],
    ),
    # "wednesday not, i have lesson": why it does not suit, without a word on when.
    (
        re.compile(
            rf"(?P<no>\b(?:not?|never) (?:on )?{_WHEN}|\b{_WHEN}(?: is| are)? (?:not?|never))[,;] {_WHO}(?: (?:am|is"
            rf"|are))?"
            rf" {_BUSY}(?: (?!{_WHEN}\b)[a-z]+){{0,3}}{_ENDS}"
        ),
        lambda m: m["no"],
    ),
    (
        re.compile(rf"\b{_WHO}(?: (?:am|is|are))? {_BUSY}(?: on| every)? (?P<day>{_DAYS}){_ENDS}"),
        r"not \g<day> |",
    ),
    # What does not suit, said behind it.
    (re.compile(rf"\b(?:on )?(?P<day>{_DAYS}),? {_WHO}(?: (?:am|is|are))? {_BUSY}{_ENDS}"), r"not \g<day> |"),
    (
        re.compile(rf"\b(?:(?:in|on) (?:the )?)?(?P<when>{_WHENS})(?: is| are)? (?:not?|never){_ENDS}"),
        r"not \g<when> |",
    ),
    (re.compile(rf"\b(?P<when>{_WHENS}) (?:is|are) (?:bad|out|impossible|no good){_ENDS}"), r"not \g<when> |"),
    # Where else it does: "not thursday. afternoons otherwise".
    (re.compile(r"[.,;]\s*(?P<rest>[^.,;|]*?)\s*\b(?:otherwise|else)\b"), r" | \g<rest>"),
)
"""A bar ends what does not suit: what stands behind it does."""


def rewritten(text: str) -> str:
    """Return `text`, in lower case, in the words that the reader knows."""
    for pattern, words in REWRITTEN:
        text = pattern.sub(words, text)
    return text
