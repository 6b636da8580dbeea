"""`python -m knowledge check` reads every file of the folder, and so does the start of the assistant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.channels.website.words import load_website_file
from assistant.dialogue.appointment.words import form_words
from assistant.safety.replies import load_urgent_help
from knowledge.__main__ import main
from knowledge.reader import FOLDER, KnowledgeError, read_knowledge

Check = Callable[[], tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge files."""
    for path in FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """The command on the copy: its exit code and what it prints."""

    def run() -> tuple[int, str]:
        code = main(["check"], folder)
        return code, capsys.readouterr().out

    return run


def spoil(path: Path, old: str, new: str) -> int:
    """Replace `old` by `new` once, and return the line on which `new` ends."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return (before + new).count("\n") + 1


ALL = sorted(path.name for path in FOLDER.glob("*.yml"))


@pytest.mark.parametrize("name", ALL)
def test_an_emptied_file_is_found(folder: Path, check: Check, name: str) -> None:
    """Each file that is left empty is one line with its name, and the exit code is 1."""
    (folder / name).write_text("", encoding="utf-8")
    code, said = check()
    assert code == 1
    assert f"knowledge/{name}:1: the file is empty" in said


@pytest.mark.parametrize("name", ALL)
def test_broken_yaml_is_found(folder: Path, check: Check, name: str) -> None:
    """Each file that is no YAML is one line with its name and the line."""
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\nlast: [a, b\n")
    code, said = check()
    assert code == 1
    assert re.search(rf"^knowledge/{name}:\d+: this is not YAML: ", said, re.MULTILINE)


@pytest.mark.parametrize("name", ALL)
def test_bytes_that_are_no_text_are_found(folder: Path, check: Check, name: str) -> None:
    """A file saved in another coding is one line that says how to save it, and names the line."""
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(b"# caf\xe9\n" + content)
    code, said = check()
    assert code == 1
    assert said.startswith(f"knowledge/{name}:1: it is not UTF-8 text; save it as UTF-8\n")
    assert said.endswith("\n1 problem\n")
    (folder / name).write_bytes(content + b"\n# a bell: \x07\n")
    code, said = check()
    assert code == 1
    line = content.count(b"\n") + 2
    assert said.startswith(f"knowledge/{name}:{line}: it is not UTF-8 text; save it as UTF-8")


def test_a_mark_at_the_beginning_is_no_problem(folder: Path, check: Check) -> None:
    """Some editors put a mark of UTF-8 before the first letter: the file is read all the same."""
    path = folder / "surgery.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check()[0] == 0


# file, what is replaced, by what, what the message says
BAD = [
    (
        "urgent_help.yml",
        "{phone}. If no one",
        "{phon}. If no one",
        "website: '{phon}' can't be filled in; only {phone}",
    ),
    ("urgent_help.yml", "night: {phone}", "night: {phone", "'{' or '}' stands alone"),
    ("urgent_help.yml", "danger_signs:", "danger_sings:", "did you mean 'danger_signs'"),
    ("urgent_help.yml", "only_asking: I was only asking", "only_asking: [I]", "text is expected"),
    ("urgent_help.yml", "If this is happening to you now", "At {phone} now", "nothing is filled in here"),
    ("urgent_help.yml", "tier: crisis", "tier: crysis", "'crysis' is not one of"),
    ("urgent_help.yml", "  crisis:\n", "  crysis:\n", "'crysis' is not one of"),
    ("urgent_help.yml", "[fever]", "[fevr]", "kinds.3.kinds.0: there is no kind 'fevr'; did you mean 'fever'"),
    ("urgent_help.yml", "[safety_question]", "[safty_question]", "did you mean 'safety_question'"),
    ("urgent_help.yml", "[unsafe_home]", "[xyz]", "there is no kind 'xyz'; the kinds are: allergic, bladder_bowel,"),
    ("texting.yml", "call {care_team_phone}", "call {care_team_fone}", "did you mean 'care_team_phone'"),
    ("texting.yml", "busy:", "bussy:", "did you mean 'busy'"),
    ("website.yml", "launcher:", "launchr:", "did you mean 'launcher'"),
    ("website.yml", "Call {care_team_phone}", "Call {care_phone}", "'{care_phone}' can't be filled in"),
    ("website.yml", 'call_number: "Call {number}', 'call_number: "Call {numbr}', "did you mean 'number'"),
    ("website.yml", "at most {most}", "at most {mots}", "did you mean 'most'"),
    ("website.yml", "  too_fast:", "  to_fast:", "did you mean 'too_fast'"),
    ("website.yml", "direction: ltr", "direction: left", "'left' is not one of 'ltr' or 'rtl'"),
    ("appointment_form.yml", 'call_by: "by {when}', 'call_by: "by {wen}', "did you mean 'when'"),
    ("appointment_form.yml", "their {relation}", "their {relatoin}", "did you mean 'relation'"),
    ("appointment_form.yml", "  unread:", "  unred:", "did you mean 'unread'"),
    ("appointment_form.yml", "  cancel: [", "  cancle: [", "did you mean 'cancel'"),
    ("appointment_form.yml", "  appointment_phone:", "  appointment_fone:", "did you mean 'appointment_phone'"),
    ("responses.yml", "{stamp: null}", "{stamp: 41F}", "stamp: '41F' is not the stamp of words"),
    ("responses.yml", "{stamp: null}", "{stmap: null}", "did you mean 'stamp'"),
    ("appointment_form.yml", "calendar_title:", "calender_title:", "did you mean 'calendar_title'"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), BAD, ids=[f"{name} {new}" for name, _, new, _ in BAD])
def test_a_typo_is_found(folder: Path, check: Check, *, name: str, old: str, new: str, says: str) -> None:
    """A wrong key or place in any file is named with the file and the line, and what was meant."""
    line = spoil(folder / name, old, new)
    line -= new.endswith("\n")
    code, said = check()
    assert code == 1
    assert said.startswith(f"knowledge/{name}:{line}: "), said
    assert says in said


READERS: dict[str, Callable[[Path], object]] = {
    "urgent_help.yml": load_urgent_help,
    "website.yml": load_website_file,
    "appointment_form.yml": form_words,
}


@pytest.mark.parametrize(
    ("name", "old", "new", "says"), [bad for bad in BAD if bad[0] in READERS], ids=lambda part: str(part)[:30]
)
def test_a_file_with_a_typo_is_not_loaded(folder: Path, name: str, old: str, new: str, says: str) -> None:
    """The part of the assistant that reads a file refuses it when it loads it, so that no turn finds the typo."""
    spoil(folder / name, old, new)
    with pytest.raises(KnowledgeError, match=re.escape(says)):
        READERS[name](folder)


def test_all_bad_files_are_named_at_once(folder: Path, check: Check) -> None:
    """An editor who spoiled two files learns of both."""
    spoil(folder / "urgent_help.yml", "{phone}. If no one", "{phon}. If no one")
    spoil(folder / "website.yml", "launcher:", "launchr:")
    _, said = check()
    assert "knowledge/urgent_help.yml:" in said
    assert "knowledge/website.yml:" in said
    assert said.endswith("2 problems\n")


CALL_911 = "Call 911 now. This may be an emergency. Say that you have cancer"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (CALL_911, "Call 912 now, guaranteed. This may be an emergency. Say that you have cancer", "911"),
        (CALL_911, "This may be an emergency. Call 911 now. Say that you have cancer", "first sentence"),
        (CALL_911, "Call us now. This may be an emergency: 911. Say that you have cancer", "first sentence"),
        (CALL_911, "Call 911 or 912 now. Say that you have cancer", "'912'"),
        ("Call your care team today: {phone}", "Call your care team today: 988", "{phone}"),
        ("Call or text 988 now. It is", "Call or text 998 now. It is", "988"),
        ("If this is happening to you now, call 911.", "If this is happening to you now, call 119.", "911"),
        ("call or text 988.", "call or text.", "988"),
        ("llame al 911", "llame al 119", "'119'"),
        ("can call 1-800-799-7233 too", "can call 1-800-799-7234 too", "'1-800-799-7234'"),
    ],
)
def test_urgent_help_says_first_whom_to_call(folder: Path, check: Check, old: str, new: str, says: str) -> None:
    """Each text begins with the action and the number of its tier, and names no number that is not known."""
    line = spoil(folder / "urgent_help.yml", old, new)
    code, said = check()
    assert code == 1
    assert said.startswith(f"knowledge/urgent_help.yml:{line}: ")
    assert says in said.splitlines()[0]
    with pytest.raises(KnowledgeError):
        load_urgent_help(folder)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("Call 911 now. Is this an emergency?", "asks a question"),
        ("Call 911 now. This may necessitate immediate medical intervention.", "the reading grade is"),
        ("Call 911 now. " + "Go on. " * 50, "at most 306"),
        ("Call 911 now. It\u2019s grave.", "not sendable"),
        ("Call 911 now. It is just this.", "'just'"),
        ("Call 911 now. Text STOP then.", "'Text STOP'"),
    ],
)
def test_urgent_help_is_plain(folder: Path, check: Check, new: str, says: str) -> None:
    """Urgent help is short, asks nothing back, and reads at grade 4 at most; the check says which rule is broken."""
    line = spoil(folder / "urgent_help.yml", 'sms: "Call 911 now. This may be an emergency.', f'sms: "{new}')
    code, said = check()
    assert code == 1
    assert f"knowledge/urgent_help.yml:{line}: replies.call_911.sms: " in said
    assert says in said


FRAMES = [
    ("side effects of {treatment}.", "side effects of {treatmnt}.", "did you mean 'treatment'"),
    ('specific_side_effect: "{Treatment}', 'specific_side_effect: "{Treatmnt}', "did you mean 'Treatment'"),
    ('management: "Help with {effect}', 'management: "Help with {effect', "'{' or '}' stands alone"),
    ("  goal: What", "  goal: What {effect}", "nothing is filled in here"),
    ("signs and symptoms", "signs {effect}", "nothing is filled in here"),
    ("  no_own_help:", "  no_own_halp:", "did you mean 'no_own_help'"),
    ("  management_of:", "  managment_of:", "did you mean 'management_of'"),
    ("  overview: All treatments\n", "\n", "the key 'overview' is missing"),
    ("out_of_scope_everyday: that", "out_of_scope_everday: that", "did you mean 'out_of_scope_everyday'"),
]


@pytest.mark.parametrize(("old", "new", "says"), FRAMES, ids=[new for _, new, _ in FRAMES])
def test_a_wrong_place_in_a_frame_is_refused(folder: Path, check: Check, old: str, new: str, says: str) -> None:
    """A place that no name fills, or a frame that is not there, stops the check and the start, with file and line."""
    line = spoil(folder / "frames.yml", old, new)
    with pytest.raises(KnowledgeError, match=re.escape(says)) as refused:
        read_knowledge(folder)
    assert re.match(r"knowledge/frames\.yml:\d+: ", str(refused.value))
    if not new.isspace():
        assert str(refused.value).startswith(f"knowledge/frames.yml:{line}: ")
    assert check()[0] == 1


def test_nothing_is_filled_into_an_answer(folder: Path, check: Check) -> None:
    """Patients never read a place that nobody fills: an answer has none."""
    spoil(folder / "surgery.yml", "What surgery is for", "What {treatment} is for")
    code, said = check()
    assert code == 1
    assert "surgery.goal (website): '{treatment}': nothing is filled in here" in said
