"""A mistake in a file of the gate is one line: the file with its folder, the line, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.commands import main
from assistant.language.english import texting_words
from assistant.safety import examples
from assistant.safety.examples import SafetyFileError, examples_checksum, read_examples
from assistant.safety.rules import RULES, load_rules, read_rules

URGENT = """review: {state: draft, reviewer: null, reviewed: null}
urgent:
  - kind: allergic
    tier: call_911
    say:
      - my lips swell
calm:
  - because: nothing is new
    say:
      - my lips are dry
"""


def problem(folder: Path, content: str | bytes) -> str:
    """Return what is said of a folder whose only file of examples has this content."""
    file = folder / "some.yml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SafetyFileError) as refused:
        read_examples(folder)
    return str(refused.value).replace(f"{folder}/", "")


def test_a_right_file_is_taken(tmp_path: Path) -> None:
    """The file that the others of this module differ from."""
    (tmp_path / "some.yml").write_text(URGENT, encoding="utf-8")
    assert len(read_examples(tmp_path)) == 2


@pytest.mark.parametrize(
    ("written", "typo", "said"),
    [
        ("allergic", "alergic", ":3: urgent.0.kind: there is no kind 'alergic'; did you mean 'allergic'?"),
        ("allergic", "zzz", ":3: urgent.0.kind: there is no kind 'zzz'; the kinds are: allergic, "),
        ("say:", "sya:", ":5: urgent.0.sya: this key is not known here; did you mean 'say'?"),
        ("my lips swell", "question: my lips swell", ":6: urgent.0.say.0: text is expected here"),
        (
            "      - my lips swell",
            "     - 'my lips swell",
            ":11: this is not YAML: found unexpected end of stream. Does the quote",
        ),
        (URGENT, "", ":1: the file is empty"),
    ],
)
def test_a_mistake_in_an_example_is_named(tmp_path: Path, written: str, typo: str, said: str) -> None:
    """Typos in keys and kinds, texts that YAML reads as something else, broken quotes, an empty file."""
    assert problem(tmp_path, URGENT.replace(written, typo, 1)).startswith(f"some.yml{said}")


def test_a_signature_makes_no_network_old(tmp_path: Path) -> None:
    """Who signs a file, or writes a comment, need not wait for half an hour of learning; another message needs it."""
    file = tmp_path / "some.yml"
    file.write_text(URGENT, encoding="utf-8")
    before = examples_checksum(tmp_path)
    signed = "{state: approved, reviewer: Dr. Example, reviewed: 2026-11-24}"
    file.write_text("# Read.\n" + URGENT.replace("{state: draft, reviewer: null, reviewed: null}", signed), "utf-8")
    assert len(read_examples(tmp_path)) == 2
    assert examples_checksum(tmp_path) == before
    file.write_text(URGENT.replace("swell", "swell up"), encoding="utf-8")
    assert examples_checksum(tmp_path) != before


def test_nobody_signs_without_a_name(tmp_path: Path) -> None:
    """An approved file says who approved it, and when."""
    said = problem(tmp_path, URGENT.replace("state: draft", "state: approved"))
    assert "an approved file names its reviewer and the day of the review" in said


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """A file that an editor saved in Latin-1."""
    content = URGENT.replace("my lips swell", "señora").encode("latin-1")
    assert problem(tmp_path, content) == ("some.yml:6: it is not UTF-8 text; save it as UTF-8")


def test_the_kind_of_a_rule_is_known_too(tmp_path: Path) -> None:
    """A rule of an unknown kind would find words for which there is no reply."""
    file = tmp_path / "rules.yml"
    file.write_text(RULES.read_text(encoding="utf-8").replace("kind: weakness", "kind: weekness", 1), encoding="utf-8")
    with pytest.raises(SafetyFileError, match="there is no kind 'weekness'; did you mean 'weakness'"):
        read_rules(file)


def test_the_known_kinds_are_those_of_the_rules() -> None:
    """The list of kinds has no kind that nothing finds."""
    assert {rule.kind for rule in load_rules().file.rules} == set(examples.KINDS)


def test_the_file_is_named_with_its_folder() -> None:
    """One can open "assistant/safety/rules.yml"; "rules.yml" would have to be looked for."""
    said = str(examples.refuse(RULES, "no such words", "it is wrong"))
    assert said == "assistant/safety/rules.yml:1: it is wrong"


def test_a_command_says_it_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No traceback: the line alone, and exit code 1."""
    monkeypatch.setattr("assistant.commands.app", lambda **_: problem_raised(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "there is no kind 'alergic'" in err


def problem_raised(folder: Path) -> None:
    """Read a folder with a mistake in it."""
    (folder / "some.yml").write_text(URGENT.replace("allergic", "alergic"), encoding="utf-8")
    read_examples(folder)


def test_no_spelling_stands_in_two_files() -> None:
    """What a word typed on a phone stands for is said once: in texting.yml, or only for the rules."""
    twice = {word for word, meant in load_rules().file.spellings.items() if texting_words().get(word) == meant}
    assert twice == set()


def test_each_group_of_words_is_used() -> None:
    """A group that no pattern names would be signed for nothing."""
    text = RULES.read_text(encoding="utf-8")
    assert [name for name in load_rules().file.groups if not re.search(rf"@{name}\b", text)] == []
