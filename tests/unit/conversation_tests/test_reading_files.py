"""Files of conversations are read strictly, and a bad one is refused in words an editor understands."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from assistant.conversation_tests.names import Names
from assistant.conversation_tests.reading import FOLDER, ConversationFileError, read_conversations, read_file
from assistant.conversation_tests.schema import json_schema

DOMAIN = {
    "actions": ["action_answer_what"],
    "responses": {"utter_greet": [{"text": "Hello {name}, welcome."}], "utter_deny": [{"text": "All right."}]},
    "slots": {"treatment": {}, "crisis": {}},
    "forms": {"appointment_form": {}},
}
NAMES = Names(DOMAIN, ["CH1", "CH2"])
ONE = """
    test_cases:
      - test_case: A name
        steps:
          - user: hello
"""


def write(folder: Path, text: str, name: str = "file.yml") -> Path:
    """Write a file of conversations."""
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    """Return the error for a file, without its folder."""
    path = write(folder, text)
    with pytest.raises(ConversationFileError) as caught:
        read_file(path, NAMES)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{folder}/")


def test_every_scalar_is_what_is_written(tmp_path: Path) -> None:
    """Patients type "no", "101.5" and "null"; none of them becomes something else."""
    text = ONE.replace("hello", "no\n          - user: 101.5\n          - user: null\n          - user: 12:30")
    (conversation,) = read_file(write(tmp_path, text), NAMES)
    assert [placed.step.user for placed in conversation.steps] == ["no", "101.5", "null", "12:30"]


def test_each_step_knows_its_line(tmp_path: Path) -> None:
    """A failure names the line of the step, whatever stands before it."""
    (conversation,) = read_file(write(tmp_path, ONE + "\n\n          - user: bye\n"), NAMES)
    assert conversation.line == 3
    assert [placed.line for placed in conversation.steps] == [5, 8]


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        ("            topick: chemotherapy", "file.yml:6: the key 'topick' is not known here; did you mean 'topic'?"),
        ("            topic: chemo", "file.yml:6: topic: 'chemo' is not one of"),
        ("            outcome: answered", "file.yml:6: outcome: 'answered' is not one of"),
        ("            facts: [CH1, CH99]", "file.yml:6: there is no fact 'CH99' in knowledge/facts.yml"),
        ("            max_segments: many", "file.yml:6: max_segments: "),
        ("            press: Chemo", "file.yml:5: a step has exactly one of"),
        ("          - utter: utter_gret", "file.yml:6: there is no response 'utter_gret' in domain.yml; did you mean"),
        ("          - slot_was_set: [treatmnt]", "file.yml:6: there is no slot 'treatmnt' in domain.yml; did you mean"),
        ("          - fragment: hello", "file.yml:6: there is no fragment 'hello' in fragments.yml"),
        ("          - utter: utter_greet\n            topic: surgery", "file.yml:6: "),
        ("          - facts: [CH1]", "this one has none"),
        ("        topic: surgery", "file.yml:6: the key 'topic' does not belong here"),
        (
            "            assertions:\n              - action_executed: action_answer_wat",
            "file.yml:7: there is no action 'action_answer_wat' in domain.yml; did you mean 'action_answer_what'?",
        ),
        ("            assertions:\n              - bot_uttered: {}", "give at least one of"),
        ("            assertions:\n              - bot_uttered: {text_matches: '('}", "no regular expression"),
        ("            user: again", "file.yml:6: this is not YAML: the key 'user' stands twice"),
        ("         - user: x", "this is not YAML"),
        ("        fixtures: nothing", "this file has no fixtures 'nothing'"),
        ("      - test_case: A name\n        steps: [{user: x}]", "there are two conversations"),
        ("      - test_case: Silence\n        steps: [{utter: utter_greet}]", "no step is something the patient does"),
    ],
)
def test_a_mistake_is_an_error_with_file_and_line(added: str, problem: str, tmp_path: Path) -> None:
    """An unknown key, a wrong value, a typo in a name: one line that says where it is and what to do."""
    assert problem in refused(tmp_path, f"{ONE.rstrip()}\n{added}\n")


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    """A missing file, an empty folder, a file that is no text, an empty file: each is one clear line."""
    with pytest.raises(ConversationFileError, match="there is no such file or folder"):
        read_conversations([tmp_path / "none"], NAMES)
    with pytest.raises(ConversationFileError, match="there is no conversation in it"):
        read_conversations([tmp_path], NAMES)
    (tmp_path / "bytes.yml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ConversationFileError, match="it is not UTF-8 text"):
        read_conversations([tmp_path], NAMES)
    assert "file.yml:1: " in refused(tmp_path, "")


def test_a_control_character_is_a_mistake_with_file_and_line(tmp_path: Path) -> None:
    """A sign that nobody sees, as from a copied page, is one clear line and no traceback."""
    assert refused(tmp_path, ONE.replace("hello", "hel\x07lo")).startswith("file.yml:5: it is not UTF-8 text; save it")


def test_a_fragment_is_put_in(tmp_path: Path) -> None:
    """Steps of fragments.yml beside the file stand where their name stands, and keep their own place."""
    fragments = write(
        tmp_path, "fragments:\n  greeting:\n    - user: hello\n    - utter: utter_greet\n", "fragments.yml"
    )
    text = ONE.replace("user: hello", "fragment: greeting\n          - user: bye")
    (conversation,) = read_file(write(tmp_path, text), NAMES)
    assert [placed.step.user for placed in conversation.steps] == ["hello", None, "bye"]
    assert [(placed.path.name, placed.line) for placed in conversation.steps[:2]] == [
        (fragments.name, 3),
        (fragments.name, 4),
    ]


def test_fixtures_and_metadata_are_looked_up(tmp_path: Path) -> None:
    """As in Rasa Pro: groups of values by name, which conversations name."""
    text = """
        fixtures:
          - known: [{treatment: radiation}, {crisis: "true"}]
        metadata:
          - about: [{written by: a nurse}]
        test_cases:
          - test_case: A name
            fixtures: [known]
            metadata: about
            steps: [{user: x}]
    """
    (conversation,) = read_file(write(tmp_path, text), NAMES)
    assert conversation.slots == {"treatment": "radiation", "crisis": "true"}
    assert conversation.metadata == {"written by": "a nurse"}
    assert "there is no slot 'tretment'" in refused(tmp_path, text.replace("treatment:", "tretment:"))


def test_the_schema_for_editors_is_that_of_the_reader() -> None:
    """tests/conversations/schema.json equals the schema of the models; `assistant test --schema` prints it."""
    written = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    assert written == json_schema()


def test_files_are_named_as_sentences_in_folders_of_troubles() -> None:
    """Each file is in the folder of a kind of trouble, and its name says in words what happens."""
    troubles = {path.parent.name for path in FOLDER.rglob("*.yml") if path.parent != FOLDER}
    assert troubles >= {
        *("happy_path", "corrections", "digressions", "negations", "ambiguity", "not_understood"),
        *("out_of_scope", "urgent", "booking", "privacy", "bad_input"),
    }
    for path in FOLDER.rglob("*.yml"):
        assert path.name == "fragments.yml" or len(path.stem.split("_")) >= 3, path.name


def test_there_are_enough_conversations() -> None:
    """At least 150 conversations have two to ten turns; only those that fill the appointment form are longer."""
    from assistant.conversation_tests.names import load_names

    short = []
    for conversation in read_conversations([FOLDER], load_names()):
        turns = sum(placed.step.is_turn for placed in conversation.steps)
        done = [placed.step.user or placed.step.press or "" for placed in conversation.steps]
        fills_form = any("appointment" in words for words in done)
        if fills_form or conversation.trouble == "booking":
            assert turns <= 40, conversation.key
        else:
            assert turns <= 10, conversation.key
            short.append(turns)
    assert sum(count >= 2 for count in short) >= 150
