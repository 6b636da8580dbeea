"""The responses of domain.yml, and the words of a call's times, are checked and signed like the answers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.training.model import fingerprint
from knowledge.__main__ import main
from knowledge.files import CALL_TIMES, DOMAIN, ROOT
from knowledge.other_files import check_other_files, read_other_files
from knowledge.reader import FOLDER
from knowledge.responses import read_domain_file, stamp_of
from knowledge.terms import load_terms

Run = Callable[..., tuple[int, str]]
Problems = Callable[[], list[str]]
SIGNED = (
    "review: {state: approved, written: 2026-11-23, reviewer: Dr. Example, reviewed: 2026-11-24, review_by: 2027-05-23}"
)
TODAY = date(2026, 11, 28)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the files with words for patients, each where it stands in the project."""
    for path in (*FOLDER.glob("*.yml"), ROOT / DOMAIN, ROOT / CALL_TIMES, ROOT / "data" / "rules.yml"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command on the copy: its exit code and what it prints."""

    def run(command: str = "check") -> tuple[int, str]:
        code = main([command], project / "knowledge", TODAY, project)
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def problems(project: Path) -> Problems:
    """What the check says of the copy's files beside the answers, which take it most of its time."""

    def found() -> list[str]:
        folder = project / "knowledge"
        return [*read_other_files(folder, project)[1], *check_other_files(folder, project, load_terms())[0]]

    return found


def change(path: Path, old: str, new: str) -> int:
    """Replace `old` by `new` once, and return the line on which `new` begins."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def sign_all(project: Path) -> None:
    """Sign every response as it is."""
    path = project / "knowledge" / "responses.yml"
    text = re.sub(r"(?m)^review: .*$", SIGNED, path.read_text(encoding="utf-8"))
    for name, variations in read_domain_file(project).responses.items():
        text = text.replace(f"  {name}: {{stamp: null}}", f'  {name}: {{stamp: "{stamp_of(variations)}"}}')
    path.write_text(text, encoding="utf-8")


def drafts(said: str) -> list[str]:
    """Return the files that the command names as not signed."""
    return said.rsplit("not signed by a clinician yet: ", 1)[1].strip().split(", ")


def test_every_response_has_a_line(run: Run) -> None:
    """The project's own responses pass the check, and their file is named among the drafts."""
    code, said = run()
    assert code == 0, said
    assert "responses.yml" in drafts(said)
    assert CALL_TIMES in drafts(said)
    assert "side_effects.yml" in drafts(said)


def test_what_is_signed_is_no_draft(project: Path, run: Run) -> None:
    """With a clinician's name, the day, and the stamp of each response, their file leaves the list of drafts."""
    sign_all(project)
    code, said = run()
    assert code == 0, said
    assert "responses.yml" not in drafts(said)
    assert "no stamp" not in said


def test_signing_makes_no_model_stale(project: Path) -> None:
    """A signature changes nothing from which the model is trained."""
    before = fingerprint(project)
    sign_all(project)
    assert fingerprint(project) == before
    change(project / DOMAIN, "Goodbye", "Good bye")
    assert fingerprint(project) != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Goodbye, and take care.", "Goodbye, and take good care."),
        ("    - text: Goodbye", "    - channel: sms\n      text: Goodbye"),
        ("come back any time.", "come back any time.\n      buttons:\n        - {title: Go on, payload: /greet}"),
        ("come back any time.", "come back any time.\n      image: https://hospital.example/hand.png"),
    ],
    ids=["words", "channel", "choice", "picture"],
)
def test_words_that_change_are_a_draft_again(project: Path, run: Run, old: str, new: str) -> None:
    """A signature holds for the words that were signed: others are a draft, with file, line and what to do."""
    sign_all(project)
    change(project / DOMAIN, old, new)
    code, said = run()
    assert code == 0, said
    assert "responses.yml" in drafts(said)
    stamp = stamp_of(read_domain_file(project).responses["utter_goodbye"])
    lines = (project / "knowledge" / "responses.yml").read_text("utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if "utter_goodbye" in line)
    found = next(warning for warning in said.splitlines() if "utter_goodbye" in warning)
    assert found.startswith(f"warning: knowledge/responses.yml:{line}: responses.utter_goodbye: its words have changed")
    assert f'write stamp: "{stamp}"' in found
    assert said.count("its words have changed") == 1


def test_what_patients_do_not_read_needs_no_new_signature(project: Path, run: Run) -> None:
    """Another payload behind a choice, or other quotes around a text, leaves the signature."""
    sign_all(project)
    change(project / DOMAIN, '{"choice": "asap"}', '{"choice": "soon"}')
    change(
        project / DOMAIN,
        "text: Goodbye, and take care. You can come back any time.",
        'text: "Goodbye, and take care. You can come back any time."',
    )
    assert "responses.yml" not in drafts(run()[1])


def test_a_response_without_a_stamp_is_a_draft(project: Path, run: Run) -> None:
    """A name at the head of the file signs nothing whose words it does not name."""
    path = project / "knowledge" / "responses.yml"
    path.write_text(re.sub(r"(?m)^review: .*$", SIGNED, path.read_text(encoding="utf-8")), encoding="utf-8")
    code, said = run()
    assert code == 0
    assert "responses.yml" in drafts(said)
    assert "responses.utter_greet: its words have no stamp yet, so it is a draft" in said


def test_a_response_may_have_a_review_of_its_own(project: Path, run: Run) -> None:
    """One response can be signed by itself, and has its own day on which it must be read again."""
    stamp = stamp_of(read_domain_file(project).responses["utter_greet"])
    own = SIGNED.replace("2027-05-23", "2026-11-27")
    path = project / "knowledge" / "responses.yml"
    line = change(path, "  utter_greet: {stamp: null}", f'  utter_greet: {{stamp: "{stamp}", {own}}}')
    said = run()[1]
    assert f"warning: knowledge/responses.yml:{line}: 'utter_greet' must be read again: its review_by was" in said
    assert f'utter_greet: {{stamp: "{stamp}"}}  # signed by Dr. Example on 2026-11-24' in run("responses")[1]


def test_a_new_response_needs_a_line(project: Path, run: Run) -> None:
    """A response that the file does not name is a problem, with the line to write, and is signed by no one."""
    sign_all(project)
    line = change(
        project / DOMAIN, "  utter_goodbye:\n", "  utter_farewell:\n    - text: Take care.\n  utter_goodbye:\n"
    )
    code, said = run()
    assert code == 1
    wanted = "it has no line in knowledge/responses.yml; write there 'utter_farewell: {stamp: null}'"
    assert f"domain.yml:{line}: responses.utter_farewell: {wanted}" in said


def test_a_line_of_no_response_is_named(project: Path, run: Run) -> None:
    """A misspelt name, or that of a response which is gone, is a problem with file and line."""
    line = change(project / "knowledge" / "responses.yml", "utter_goodbye", "utter_godbye")
    code, said = run()
    assert code == 1
    assert (
        f"knowledge/responses.yml:{line}: responses.utter_godbye: there is no such response in domain.yml; did " in said
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Goodbye, and take care.", "Chemotherapeutic alternatives necessitate consideration.", "the reading grade is"),
        ("Goodbye, and take care.", "It is just this.", "'just'"),
        ("Goodbye, and take care.", "Text STOP to end.", "'Text STOP'"),
        ("Goodbye, and take care.", "Bye. " * 70, "at most 306"),
        ("Goodbye, and take care.", "It\u2019s good.", "not sendable"),
        ("Goodbye, and take care.", "So " * 26 + "it is.", "a sentence has 28 words"),
        ("Goodbye, and take care.", "Call 212-867-1234 now.", "it names '212-867-1234'"),
        ("Goodbye, and take care.", "Call 912 now.", "it names '912'"),
        ("Goodbye, and take care.", "Call {care_team_phone}.", "'{care_team_phone}': nothing is filled in here"),
        ("To ask a care team, call {appointment_phone}", "Call {appointment_fone}", "did you mean 'appointment_phone'"),
        ("information on {subject}, and", "information on {subjct}, and", "did you mean 'subject'"),
        ("Who is the appointment for?", "Is it for {hospital_name}?", "nothing is filled in here"),
        ("To ask a care team, call {appointment_phone}", "{", "'{' or '}' stands alone"),
    ],
)
def test_a_fault_in_a_response_is_found(project: Path, problems: Problems, old: str, new: str, says: str) -> None:
    """What is hard to read, can't be texted, or would be read as a bare place is a problem with file and line."""
    text = (project / DOMAIN).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    quoted = re.sub(r'(?m)text: "?([^\n]*?' + re.escape(old) + r'[^\n]*?)"?$', lambda m: f'text: "{m[1]}"', text)
    (project / DOMAIN).write_text(quoted.replace(old, new), encoding="utf-8")
    found = next(one for one in problems() if says in one)
    assert found.startswith(f"domain.yml:{line}: responses.utter_")


@pytest.mark.parametrize(
    ("title", "says"),
    [("Just chemo", "'Just'"), ("Chemo \U0001f642", "emoji"), ("Call {x}", "nothing is filled in here")],
)
def test_a_fault_in_a_choice_is_found(project: Path, problems: Problems, title: str, says: str) -> None:
    """The words of choices are looked at too."""
    line = change(project / DOMAIN, "{title: As soon as possible,", f'{{title: "{title}",')
    (found,) = problems()
    assert found.startswith(f"domain.yml:{line}: responses.utter_ask_appointment_times.0.buttons.0.title: ")
    assert says in found


def test_only_what_is_texted_must_fit_in_a_text(project: Path, problems: Problems) -> None:
    """The website's own words may be longer than two segments; those that are texted too may not."""
    long = "Bye. " * 70
    change(
        project / DOMAIN,
        "    - text: Goodbye, and",
        f"    - channel: sms\n      text: Bye.\n    - text: {long}Goodbye, and",
    )
    assert problems() == []


@pytest.mark.parametrize("kind", ["empty", "broken", "gone"])
def test_a_domain_that_can_not_be_read_is_one_line(project: Path, run: Run, kind: str) -> None:
    """A domain.yml that is no use is named by its own path."""
    path = project / DOMAIN
    path.unlink() if kind == "gone" else path.write_text("" if kind == "empty" else "a: [b\n", encoding="utf-8")
    code, said = run()
    assert code == 1
    assert re.match(r"domain\.yml(:\d)?: ", said)
    assert said.endswith("\n1 problem\n")
    assert run("responses")[0] == 1


def test_who_reads_them_gets_all_words(run: Run) -> None:
    """The reading copy has every text and choice of every response, with its state and its stamp."""
    code, said = run("responses")
    assert code == 0
    for name, variations in read_domain_file(ROOT).responses.items():
        assert f'{name}: {{stamp: "{stamp_of(variations)}"}}  # draft' in said
        for variation in variations:
            assert all(f"    {line}\n" in said for line in variation.text.splitlines())
            assert all(f"[{button.title}]" in said for button in variation.buttons)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("review: {state", "#: {state", "review: this key is missing"),
        ("but {day}", "but {dya}", "any_day_but: '{dya}' can't be filled in; only {day} can; did you mean 'day'?"),
        ("soonest:", "sonest:", "did you mean 'soonest'"),
        ("in the morning", "just in the morning", "parts.morning: it says 'just'"),
        ("Phone call", "Necessitated consultation", "calendar.title: the reading grade is"),
        ("  evening: in the evening\n", "", "parts: "),
    ],
)
def test_a_fault_in_the_words_of_call_times_is_found(
    project: Path, problems: Problems, old: str, new: str, says: str
) -> None:
    """The words of a call's times are checked like the others, by their own path and line."""
    change(project / CALL_TIMES, old, new)
    (found,) = problems()
    assert re.match(rf"{re.escape(CALL_TIMES)}:\d+: ", found)
    assert says in found
