"""What patients read is plain, short, kind and can be sent."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.checks import HIGHEST_GRADE, check_wording, faults_of, grades
from knowledge.reader import FOLDER, Knowledge, KnowledgeError
from knowledge.reading_grade import flesch_kincaid, syllables
from knowledge.records import Channel, Statement
from knowledge.sms_length import LONGEST_SMS, gsm_length
from knowledge.support import stem
from knowledge.terms import Terms, load_terms, read_terms
from knowledge.texts import CHANNELS, Shown, all_texts


def faults(knowledge: Knowledge, *said: str, bullet: bool = False) -> dict[Channel, list[str]]:
    """Return the faults of `said`, by channel, as an answer about hair loss from chemo."""
    statements = [Statement(bullet=s, facts=("CH9",)) if bullet else Statement(say=s, facts=("CH9",)) for s in said]
    return {
        channel: faults_of(
            Shown("x", channel, "Hair loss", tuple(statements), ("chemo",), "entry"), knowledge, load_terms()
        )
        for channel in CHANNELS
    }


def test_all_wording_passes(knowledge: Knowledge) -> None:
    """Every answer, gap and frame, and all that is put together from them, passes every check."""
    assert [str(problem) for problem in check_wording(knowledge)] == []


def test_every_answer_reads_at_grade_6(knowledge: Knowledge) -> None:
    """The Flesch-Kincaid grade of each answer on each channel is at most 6.0."""
    assert HIGHEST_GRADE == 6.0
    assert max(grades(knowledge)) <= 6.0


def test_answers_on_both_channels_and_what_is_put_together_are_checked(knowledge: Knowledge) -> None:
    """No kind of text escapes: entries, their rest, gaps, sentences in brief, and answers made from frames."""
    seen = {(shown.kind, shown.channel) for shown in all_texts(knowledge)}
    both = {(kind, channel) for kind in ("entry", "gap", "brief", "put together") for channel in ("website", "sms")}
    assert seen == both | {("more", "sms")}


@pytest.mark.parametrize(
    ("said", "channel", "fault"),
    [
        (("Chemotherapeutic interventions occasionally necessitate alternative considerations.",), "website", "grade"),
        (("It is so. " * 4,), "website", "4 sentences"),
        (("a " * 26 + ".",), "website", "26 words"),
        (("Hair loss 🙂",), "website", "emoji"),
        (("Hair loss 🙂",), "sms", "not sendable"),
        (("It is just hair.",), "website", "'just'"),
        (("Simply wait.",), "website", "'Simply'"),
        (("It is obviously so.",), "sms", "'obviously'"),
        (("It\u2019s hair loss.",), "sms", "not sendable"),
        (("Reply STOP to leave.",), "sms", "'Reply STOP'"),
        (("Text help to ask.",), "sms", "'Text help'"),
        (("Say YES.",), "sms", "'YES'"),
        (("It is so. " * 40,), "sms", "characters with the title"),
        (("Hair loss and fatigue.",), "website", "without explaining"),
        (("Your hair grows back.",), "website", "stands neither"),
    ],
)
def test_each_fault_is_found(knowledge: Knowledge, said: tuple[str, ...], channel: Channel, fault: str) -> None:
    """Each rule of the wording is checked, and the editor is told which one was broken."""
    assert any(fault in what for what in faults(knowledge, *said)[channel])


def test_a_list_is_short(knowledge: Knowledge) -> None:
    """A list on the website has at most seven lines and two sentences beside them."""
    assert any("8 lines" in what for what in faults(knowledge, *["Hair loss"] * 8, bullet=True)["website"])
    assert not any("lines" in what for what in faults(knowledge, *["Hair loss"] * 7, bullet=True)["website"])


def test_kind_plain_words_pass(knowledge: Knowledge) -> None:
    """A plain, short sentence has no fault, and a word that carriers act on may stand in one: "Yes, it can help"."""
    assert faults(knowledge, "Yes, chemo can cause hair loss. Your care team can help.") == {"website": [], "sms": []}


@pytest.mark.parametrize(("text", "length"), [("a" * 306, 306), ("é", 1), ("[]", 4), ("€", 2)])
def test_sms_length_counts_as_carriers_do(text: str, length: int) -> None:
    """A sign of the second GSM-7 table takes two places; two segments hold 306."""
    assert gsm_length(text) == length
    assert LONGEST_SMS == 2 * 153


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hair", 1), ("loss", 1), ("used", 1), ("treated", 2), ("people", 2), ("sometimes", 2), ("area", 3),
        ("radiation", 4), ("surgery", 3), ("surgeries", 3), ("little", 2), ("places", 2), ("likely", 2),
        ("diarrhea", 4), ("recovery", 4), ("therapy", 3), ("the", 1), ("being", 2), ("eye", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    """The grade rests on a true count of syllables."""
    assert syllables(word, load_terms()) == count


def test_grade_is_flesch_kincaid() -> None:
    """Worked by hand: 6 words of 6 syllables in 1 sentence, 0.39 * 6 + 11.8 * 1 - 15.59."""
    assert flesch_kincaid(["The cat sat on the mat."], load_terms()) == pytest.approx(-1.45)


def test_only_listed_names_are_shortened_for_the_grade() -> None:
    """Names that can't be avoided are listed once, each with a word that is shorter than itself or as short."""
    names = [name.name for name in load_terms().names]
    assert len(names) == len(set(names))
    terms = load_terms()
    for name in terms.names:
        longer = sum(syllables(word, terms) for word in name.name.split())
        assert sum(syllables(word, terms) for word in name.counts_as.split()) <= longer, name.name


def test_every_restated_word_stands_in_a_fact(knowledge: Knowledge) -> None:
    """terms.yml holds no leftovers: each word that is restated is a word of the facts, or a name of a treatment."""
    wording = " ".join([*(f.states for f in knowledge.facts.values()), *(t.name for t in knowledge.topics.values())])
    stems = {stem(word) for word in re.findall(r"[a-z]+", wording.lower())}
    assert [word for word in load_terms().restated if stem(word) not in stems] == []


def test_bad_terms_are_refused_with_file_and_line(tmp_path: Path) -> None:
    """A mistake in terms.yml is reported like one in any other file of the knowledge."""
    text = (FOLDER / "terms.yml").read_text(encoding="utf-8")
    (tmp_path / "terms.yml").write_text(text.replace("counts_as: op}", "count_as: op}", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^knowledge/terms\.yml:\d+: names\.0\.") as refused:
        read_terms(tmp_path)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "counts_as: op}" in line)
    assert f"terms.yml:{line}:" in str(refused.value)


def test_the_command_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m knowledge check` prints how many answers there are, their grades, and the coverage, and exits 0."""
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert "answers, grade: median" in printed
    assert "91 of 91 on website, 91 of 91 on sms" in printed


def test_the_command_prints_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a problem, it prints the file and the line, the entry, the channel and what is wrong, and exits 1."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    path = tmp_path / "surgery.yml"
    before, _, after = path.read_text(encoding="utf-8").partition("      - say: ")
    path.write_text(f"{before}      - say: Just so. {after}", encoding="utf-8")
    line = before.count("\n")
    assert main(["check"], tmp_path) == 1
    assert f"knowledge/surgery.yml:{line}: surgery.what (website): it says 'Just'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("frames.yml", "no help listed for {effect} alone", "no guarantee for {effect} alone", r"frames\.yml:N"),
        ("frames.yml", "signs and symptoms", "just signs", r"frames\.yml:N: frames\.subjects\.out_of_scope_symptoms"),
        ("chemotherapy.yml", "CH11", "CH10", r"facts\.yml:\d+: no answer states CH11 \(website\)"),
    ],
)
def test_each_problem_names_its_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, file: str, old: str, new: str, says: str
) -> None:
    """Whatever is wrong with the words, the line begins with the file and the line to look at."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    says = says.replace(":N", ":" + str(text[: text.index(old)].count("\n") + 1))
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check"], tmp_path) == 1
    said = capsys.readouterr().out
    assert re.search(rf"^knowledge/(.*knowledge/)?{says}", said, re.MULTILINE), said
    for line in [one for one in said.splitlines()[:-1] if not one.startswith("warning: ")]:
        assert re.match(r"knowledge/\w+\.yml:\d+(, knowledge/\w+\.yml:\d+)*: ", line), line


def test_a_problem_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A frame is put together with every treatment: what is wrong with it is one line, not a hundred."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    path = tmp_path / "frames.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("no help listed for {", "no guarantee for {"), "utf-8")
    assert main(["check"], tmp_path) == 1
    assert capsys.readouterr().out.endswith("\n1 problem\n")


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        (date(2027, 5, 23), []),
        (
            date(2027, 5, 24),
            ["surgery.yml", "frames.yml", "texting.yml", "urgent_help.yml", "side_effects.yml", "responses.yml"],
        ),
    ],
)
def test_what_must_be_read_again_is_a_warning(
    capsys: pytest.CaptureFixture[str], today: date, warned: list[str]
) -> None:
    """After its `review_by` a file is named in a warning, with the line; nothing is refused for it."""
    assert main(["check"], today=today) == 0
    said = capsys.readouterr().out
    assert "answers, grade: median" in said
    assert said.count("must be read again") == (18 if warned else 0)
    for name in warned:
        assert re.search(rf"^warning: knowledge/{name}:\d+: ", said, re.MULTILINE), said


def test_an_entry_of_its_own_review_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that was signed by itself has its own day on which it must be read again."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    path = tmp_path / "surgery.yml"
    signed = "    review: {state: draft, written: 2026-01-01, reviewer: null, reviewed: null, review_by: 2026-02-01}\n"
    before, _, after = path.read_text(encoding="utf-8").partition("    aspect: goal\n")
    path.write_text(f"{before}{signed}    aspect: goal\n{after}", encoding="utf-8")
    assert main(["check"], tmp_path, date(2026, 11, 28)) == 0
    line = before.count("\n") + 1
    said = "'surgery.goal' must be read again: its review_by was 2026-02-01"
    assert f"warning: knowledge/surgery.yml:{line}: {said}" in capsys.readouterr().out


def test_what_no_clinician_has_signed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file leaves the list of drafts when a clinician's name and day stand in its review."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    assert main(["check"], tmp_path, date(2026, 11, 28)) == 0
    assert "not signed by a clinician yet: appointment.yml, " in (before := capsys.readouterr().out)
    assert "surgery.yml" in before
    path = tmp_path / "surgery.yml"
    signed = (
        "{state: approved, written: 2026-11-23, reviewer: Dr. Example, reviewed: 2026-11-24, review_by: 2027-05-23}"
    )
    path.write_text(re.sub(r"(?m)^review: .*$", f"review: {signed}", path.read_text("utf-8")), encoding="utf-8")
    assert main(["check"], tmp_path, date(2026, 11, 28)) == 0
    assert "surgery.yml" not in capsys.readouterr().out


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """Called wrongly, it says how to call it."""
    assert main([]) == 2
    assert "usage: python -m knowledge check" in capsys.readouterr().err


def test_terms_are_read_once() -> None:
    """The terms are cached, and hash by identity so that what is worked out from them can be cached too."""
    assert isinstance(load_terms(), Terms)
    assert load_terms() is load_terms()
    assert hash(load_terms()) == hash(load_terms())
