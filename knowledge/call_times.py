"""The words of the times of a call and of the calendar file: assistant/booking/wording.yml, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from knowledge.checks import HIGHEST_GRADE, faults_for_sms, faults_of_grade, faults_of_words
from knowledge.files import CALL_TIMES
from knowledge.places import Where, fills
from knowledge.reader import read_file, refusal
from knowledge.reading_grade import grade_of, sentences_in
from knowledge.records import Record, Review, Text, Word
from knowledge.terms import Terms

_Plain = Annotated[Text, fills()]


class CalendarWords(Record):
    """The words of the calendar file; `telling` are words of a hospital's name that are left out of it."""

    title: _Plain
    description: Annotated[Text, fills("code")]
    telling: tuple[Word, ...]


class CallTimes(Record):
    """The file wording.yml."""

    review: Review
    parts: dict[Literal["morning", "afternoon", "evening"], _Plain] = Field(min_length=3)
    any_day: _Plain
    any_day_but: Annotated[Text, fills("day")]
    weekdays: _Plain
    every: Annotated[Text, fills("day")]
    soonest: _Plain
    after: Annotated[Text, fills("time")]
    before: Annotated[Text, fills("time")]
    between: Annotated[Text, fills("start", "end")]
    calendar: CalendarWords

    def texts(self) -> Iterator[tuple[Where, str]]:
        """Yield every text that patients read, with its place in the file."""
        yield from (((name,), value) for name, value in self if isinstance(value, str))
        yield from ((("parts", name), text) for name, text in self.parts.items())
        yield ("calendar", "title"), self.calendar.title
        yield ("calendar", "description"), self.calendar.description


def read_call_times(root: Path) -> CallTimes:
    """Read wording.yml in the project's folder `root`.

    Raises:
        KnowledgeError: it is missing, is not YAML, or has another form.
    """
    return read_file(root / CALL_TIMES, CallTimes)


def check_call_times(root: Path, terms: Terms) -> Iterator[str]:
    """Say which words are hard to read, or can't be texted: the times are read back there too."""
    for where, text in read_call_times(root).texts():
        read = text.replace("{", "").replace("}", "")
        faults = (*faults_of_words(read), *faults_for_sms(read))
        for what in (*faults, *faults_of_grade(grade_of(sentences_in(read), terms), HIGHEST_GRADE)):
            yield str(refusal(root / CALL_TIMES, where, what))
