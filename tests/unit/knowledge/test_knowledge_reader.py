"""A bad knowledge file is refused with its name, its line and what is wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from knowledge.reader import FOLDER, Knowledge, KnowledgeError, read_knowledge
from knowledge.records import Review

DELETED = "(the whole file)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge files."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    """Replace `old` by `new` once, or delete the file."""
    if old == DELETED:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, needle: str) -> int:
    """Return the line, from 1, of the first `needle`."""
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if needle in line)


# file, what is replaced, by what, a text on the line that must be named (None: no line), what the message says
BAD = {
    "unknown key": ("surgery.yml", "    aspect: goal", "    colour: red\n    aspect: goal", "colour: red", "not known"),
    "unknown key at the top": ("surgery.yml", "name: surgery", "name: surgery\nnote: x", "note: x", "not known"),
    "missing key": (
        "surgery.yml",
        "    title: What surgery is for\n",
        "",
        "id: surgery.goal",
        "title: this key is missing",
    ),
    "no review": ("surgery.yml", "review: {", "#: {", None, "review: this key is missing"),
    "unknown fact": ("surgery.yml", "facts: [SU3]", "facts: [SU99]", "SU99", "there is no fact 'SU99'"),
    "unknown fact, second": ("chemotherapy.yml", "facts: [CH7, CH8]", "facts: [CH7, CH88]", "CH88", "no fact 'CH88'"),
    "unknown fact of a gap": (
        "targeted_therapy.yml",
        "    facts: [TT2]\n  - id",
        "    facts: [TT77]\n  - id",
        "TT77",
        "TT77",
    ),
    "bad fact id": ("surgery.yml", "facts: [SU3]", "facts: [banana]", "banana", "'banana' is not the id of a fact"),
    "no facts": ("surgery.yml", "facts: [SU3]", "facts: []", "facts: []", "at least one is needed"),
    "duplicate id": ("surgery.yml", "id: surgery.recovery", "id: surgery.goal", None, "'surgery.goal' stands twice"),
    "duplicate key": ("surgery.yml", "name: surgery\n", "name: surgery\nname: an operation\n", None, "the key 'name'"),
    "duplicate effect": ("side_effects.yml", "id: vomiting", "id: nausea", None, "the effect 'nausea' stands twice"),
    "unknown fact in brief": ("surgery.yml", "facts: [SU4, SU7]", "facts: [SU44]", "SU44", "there is no fact 'SU44'"),
    "review before writing": ("surgery.yml", "review_by: 2027-05-23", "review_by: 2020-05-23", None, "must be after"),
    "id of another file": ("surgery.yml", "id: surgery.goal", "id: radiation.aim", None, "must begin with 'surgery.'"),
    "not YAML": ("surgery.yml", "name: surgery", "name: [surgery", None, "this is not YAML"),
    "a tab": ("radiation.yml", "name: radiation", "\tname: radiation", "\tname", "this is not YAML"),
    "not a list of keys": ("appointment.yml", "id: appointment\n", "- appointment\n", None, "not YAML"),
    "missing file": ("surgery.yml", DELETED, "", None, "the file can't be read"),
    "missing effects": ("side_effects.yml", DELETED, "", None, "the file can't be read"),
    "unknown effect": (
        "radiation.yml",
        "effects: [hair_loss]",
        "effects: [hair_gloss]",
        "hair_gloss",
        "no effect 'hair_gloss'",
    ),
    "unknown aspect": ("surgery.yml", "aspect: goal", "aspect: gaol", "gaol", "'goal'"),
    "unknown focus": ("radiation.yml", "focus: steroids", "focus: steriods", "steriods", "'steroids'"),
    "say and bullet": (
        "surgery.yml",
        "      - say: The goal",
        "      - bullet: x y\n        say: The goal",
        "bullet: x y",
        "either",
    ),
    "approved, not signed": ("surgery.yml", "state: draft", "state: approved", "state: approved", "names its reviewer"),
    "no such state": ("surgery.yml", "state: draft", "state: fine", "state: fine", "'draft' or 'approved'"),
    "not a date": ("surgery.yml", "review_by: 2027-05-23", "review_by: soon", "review_by: soon", "a date is expected"),
    "fact without wording": ("facts.yml", '    states: "May be given by mouth as pills."\n', "", "  CH3:", "missing"),
    "facts no list": ("surgery.yml", "facts: [SU3]", "facts: SU3", "facts: SU3", "a list is expected here"),
    "small letters": (
        "surgery.yml",
        "facts: [SU3]",
        "facts: [su3]",
        "facts: [su3]",
        "the id of a fact, written like CH7",
    ),
    "misspelt key": (
        "surgery.yml",
        "    aspect: goal",
        "    aspekt: goal",
        "aspekt",
        "not known here; did you mean 'aspect'",
    ),
    "misspelt key that may be left out": (
        "radiation.yml",
        "focus: steroids",
        "fokus: steroids",
        "fokus",
        "mean 'focus'",
    ),
    "yes without quotes": ("surgery.yml", "title: What surgery is for", "title: yes", "title: yes", "text is expected"),
    "reviewed before it was written": (
        "surgery.yml",
        "reviewed: null",
        "reviewed: 2026-11-22",
        "reviewed: 2026",
        "'reviewed' must not be before 'written'",
    ),
    "frame without sms": (
        "frames.yml",
        '    sms: "I do see {effect} in my list for',
        '    text: "I do see {effect} in my list for',
        None,
        "sms",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused(folder: Path, case: str) -> None:
    """The editor is told the file, the line and what is wrong, in words that need no Python."""
    name, old, new, marker, says = BAD[case]
    spoil(folder / name, old, new)
    with pytest.raises(KnowledgeError) as refused:
        read_knowledge(folder)
    message = str(refused.value)
    assert re.match(rf"knowledge/{re.escape(name)}(:\d+)?: ", message), message
    assert says in message
    if old != DELETED:
        line = int(message.split(":")[1])
        assert line == line_of(folder / name, marker) if marker else line >= 1, message


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("place", ["      - say: ", "    title: "])
@pytest.mark.parametrize("another", [True, False])
def test_a_quote_without_an_end_is_found_where_it_opens(folder: Path, quote: str, place: str, another: bool) -> None:
    """YAML complains where the text breaks, often far below: the message names the line of the quote as well."""
    path = folder / "chemotherapy.yml"
    before, _, after = path.read_text(encoding="utf-8").partition(place)
    if another:  # a text in quotes further below
        first, _, last = after.partition(place)
        line, _, rest = last.partition("\n")
        after = f"{first}{place}{quote}{line}{quote}\n{rest}"
    path.write_text(f"{before}{place}{quote}{after}", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="this is not YAML") as refused:
        read_knowledge(folder)
    opened = before.count("\n") + 1
    assert f"Does the quote that opens in line {opened} have an end?" in str(refused.value)


def test_a_good_copy_is_read(folder: Path, knowledge: Knowledge) -> None:
    """The untouched copy is read, and is the same knowledge with the same version."""
    assert read_knowledge(folder) == knowledge


def test_every_edit_changes_the_version(folder: Path, knowledge: Knowledge) -> None:
    """A record of an answer names the wording it had: any change of a file changes the version."""
    spoil(folder / "surgery.yml", "What surgery is for", "What surgery does")
    assert read_knowledge(folder).version != knowledge.version


def reviews(knowledge: Knowledge) -> dict[str, Review]:
    """Return every review: of the files, and of entries that have their own."""
    found = {name: topic.review for name, topic in knowledge.topics.items()} | {"frames": knowledge.frames.review}
    return found | {entry.id: entry.review for entry in knowledge.entries if entry.review}


def test_every_entry_has_a_review(knowledge: Knowledge) -> None:
    """Production can refuse drafts and what is past its date: each text has a state, a reviewer field and dates."""
    assert set(knowledge.topics) <= set(reviews(knowledge))
    for name, review in reviews(knowledge).items():
        assert review.state in ("draft", "approved"), name
        assert review.written < review.review_by, name
        assert (review.reviewer is None) == (review.reviewed is None), name


def test_nothing_is_approved_that_no_clinician_signed(knowledge: Knowledge) -> None:
    """An approved text names who signed it, and was signed on the day it was written or later."""
    for name, review in reviews(knowledge).items():
        if review.state == "approved":
            assert review.reviewer, name
            assert review.reviewed, name
            assert review.written <= review.reviewed <= review.review_by, name


def test_a_signed_entry_is_read(folder: Path) -> None:
    """An entry may be signed by itself, before the rest of its file is."""
    signed = (
        "    review: {state: approved, written: 2026-11-23, reviewer: Dr. A. Example, reviewed: 2026-12-01, "
        "review_by: 2027-05-23}\n    aspect: goal"
    )
    spoil(folder / "surgery.yml", "    aspect: goal", signed)
    entry = next(entry for entry in read_knowledge(folder).entries if entry.id == "surgery.goal")
    assert entry.review is not None
    assert entry.review.reviewer == "Dr. A. Example"


def test_every_fact_has_its_place_on_the_page(knowledge: Knowledge) -> None:
    """Each fact says under which heading, and in which paragraph below it, the page states it."""
    for identifier, fact in knowledge.facts.items():
        assert fact.place.section, identifier
        assert fact.place.paragraph >= 1, identifier
