"""`assistant converse`: the batch door, through the real assistant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from assistant.commands import app
from assistant.commands.converse import LONGEST_LINE, LineError, read_line
from assistant.conversation_tests import bookings_apart
from assistant.turn.conversation import Assistant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
TURN_FIELDS = {
    *("user", "messages", "outcome", "topic", "aspect", "facts", "verdict", "tier"),
    *("answer_ids", "intent", "confidence", "ms"),
}
OUTCOMES = {"answer", "clarify", "redirect", "booking", "urgent", "smalltalk", "error"}


@pytest.fixture
def run(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Return a function that runs the command on lines and gives its result and what it wrote."""
    monkeypatch.setattr(Assistant, "load", classmethod(lambda *_: assistant))
    # A loaded assistant keeps its conversations, a process of its own has none: each run gets sessions of its own.
    number = iter(range(1000))

    def command(*lines: Any, channel: str | None = None) -> Any:
        prefix = f"{tmp_path.name}-{next(number)}-"
        for name in ("say", "press", "start"):
            method = getattr(Assistant, name)
            monkeypatch.setattr(
                assistant, name, lambda session, *rest, _method=method: _method(assistant, prefix + session, *rest)
            )
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        source.write_text("\n".join(texts), encoding="utf-8", errors="surrogatepass")
        options = ["--channel", channel] if channel else []
        result = CliRunner().invoke(app, ["converse", str(source), str(target), *options])
        written = target.read_text(encoding="utf-8").split("\n") if target.exists() else []
        return result, [json.loads(line) for line in written if line]

    return command


def test_the_fields_of_a_turn(run: Any) -> None:
    """OUT holds exactly the fields that the design names, each of its type."""
    result, (conversation,) = run({"id": "c1", "turns": ["what are the side effects of chemo", "qwe rty"]})
    assert result.exit_code == 0
    assert set(conversation) == {"id", "turns"}
    assert conversation["id"] == "c1"
    assert [turn["user"] for turn in conversation["turns"]] == ["what are the side effects of chemo", "qwe rty"]
    for turn in conversation["turns"]:
        assert set(turn) == TURN_FIELDS
        assert turn["outcome"] in OUTCOMES
        assert isinstance(turn["facts"], list)
        assert isinstance(turn["answer_ids"], list)
        assert turn["ms"] > 0
        assert 0 <= turn["confidence"] <= 1
        for message in turn["messages"]:
            assert set(message) == {"text", "buttons"}
            assert message["text"].strip()
            assert all(set(button) == {"title"} for button in message["buttons"])
    first = conversation["turns"][0]
    assert (first["outcome"], first["topic"], first["aspect"]) == ("answer", "chemotherapy", "side_effects")
    assert (first["verdict"], first["tier"], first["intent"]) == (None, None, "ask_side_effects")
    assert "CH9" in first["facts"]
    entry, _, version = first["answer_ids"][0].partition("@")
    assert entry == "chemotherapy.side_effects"
    assert len(version) == 12


def test_a_button_is_pressed_by_its_title(run: Any) -> None:
    """A turn {"press": ...} presses the button of that title, in any case, and shows the title as what the user did."""
    result, (conversation,) = run({"id": 7, "turns": ["what are the side effects", {"press": "radiation"}]})
    assert result.exit_code == 0
    assert conversation["id"] == 7
    pressed = conversation["turns"][1]
    assert (pressed["user"].lower(), pressed["topic"], pressed["aspect"]) == ("radiation", "radiation", "side_effects")


def test_the_buttons_of_the_welcome_can_be_pressed_first(run: Any) -> None:
    """What the welcome offers can be pressed in the first turn."""
    result, (conversation,) = run({"id": "w", "turns": [{"press": "All treatments"}]})
    assert result.exit_code == 0
    assert conversation["turns"][0]["topic"] == "treatments_overview"


BAD = [
    ("not json", "not JSON"),
    ('{"id": "x", "turns": ["a"', "not JSON"),
    ("[" * 5000, "not JSON"),
    ("[1]", "a list"),
    ('"text"', "a list"),
    ("{}", "a list"),
    ('{"id": "x"}', "a list"),
    ('{"id": "x", "turns": []}', "a list"),
    ('{"id": "x", "turns": "hello"}', "a list"),
    ('{"turns": ["hello"]}', '"id" is missing'),
    ('{"id": null, "turns": ["hello"]}', '"id" is missing'),
    ('{"id": "x", "turns": ["hello", 5]}', "turn 2"),
    ('{"id": "x", "turns": [{"press": 5}]}', "turn 1"),
    ('{"id": "x", "turns": [{"press": "a", "say": "b"}]}', "turn 1"),
    ('{"id": "x", "turns": [null]}', "turn 1"),
]


@pytest.mark.parametrize(("line", "problem"), BAD)
def test_a_bad_line_says_what_is_wrong(line: str, problem: str) -> None:
    """Each kind of bad line is refused in words that help to repair it."""
    with pytest.raises(LineError, match=problem):
        read_line(line)


def test_a_line_may_not_be_endless() -> None:
    """A line that is longer than the limit is refused before it is parsed."""
    with pytest.raises(LineError, match="longer than"):
        read_line(json.dumps({"id": "x", "turns": ["x" * LONGEST_LINE]}))


def test_bad_lines_are_reported_with_their_number_and_the_others_run(run: Any) -> None:
    """One bad line stops nothing: it is named by its number, blank lines are passed over, the exit code is 1."""
    result, conversations = run(
        {"id": "a", "turns": ["hello"]},
        "oops",
        "",
        {"id": "b", "turns": ["thanks", {"press": "No such button"}]},
        {"id": "c", "turns": ["bye"]},
    )
    assert result.exit_code == 1
    assert [conversation["id"] for conversation in conversations] == ["a", "c"]
    reported = [line for line in result.output.splitlines() if line.startswith("line ")]
    assert [line.split(":")[0] for line in reported] == ["line 2", "line 4"]
    assert "No such button" in reported[1]
    assert "turn 2" in reported[1]


def test_each_conversation_is_a_fresh_session(run: Any) -> None:
    """What one conversation was about is unknown to the next, also under the same id."""
    result, (first, second) = run(
        {"id": "same", "turns": ["what is chemo"]}, {"id": "same", "turns": ["what are the side effects"]}
    )
    assert result.exit_code == 0
    assert first["turns"][0]["topic"] == "chemotherapy"
    assert second["turns"][0]["outcome"] == "clarify"


def test_the_channel_chooses_the_words(run: Any) -> None:
    """The same question is answered in the words of the channel, with the same record otherwise."""
    line = {"id": "c", "turns": ["what are the side effects of radiation"]}
    _, (web,) = run(line, channel="website")
    _, (sms,) = run(line, channel="sms")
    _, (default,) = run(line)
    texts = [conversation["turns"][0]["messages"][0]["text"] for conversation in (web, sms, default)]
    assert texts[0] == texts[2]
    assert texts[0] != texts[1]
    assert "\n" not in texts[1]
    for key in ("outcome", "topic", "aspect", "verdict", "intent"):
        assert web["turns"][0][key] == sms["turns"][0][key]


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u2028", "😀", "что", "x" * 100_000, '/restart{"a": 1}'])
def test_odd_turns_are_conversations_too(text: str, run: Any) -> None:
    """Any text is a turn: it gets words back, and the file stays one conversation a line."""
    result, conversations = run({"id": "o", "turns": [text, "what is chemo"]})
    assert result.exit_code == 0
    assert len(conversations) == 1
    assert conversations[0]["turns"][0]["user"] == text
    assert all(turn["messages"] for turn in conversations[0]["turns"])
    assert conversations[0]["turns"][1]["topic"] == "chemotherapy"


def test_only_line_feeds_end_a_line(run: Any) -> None:
    """A line separator inside a JSON text, which JSON allows as it is, does not end the line."""
    result, conversations = run('{"id": "u", "turns": ["what is\u2028chemo\x85"]}', {"id": "v", "turns": ["hello"]})
    assert (result.exit_code, len(conversations)) == (0, 2)


def test_half_an_emoji_loses_nothing(run: Any) -> None:
    """A broken emoji (a lone surrogate) in one turn stops neither its conversation nor the others."""
    result, conversations = run(
        {"id": "a", "turns": ["hello"]},
        '{"id": "s", "turns": ["\\ud83d what is chemo"]}',
        {"id": "b", "turns": ["hello"]},
    )
    assert [conversation["id"] for conversation in conversations] == ["a", "s", "b"]
    assert result.exit_code == 0


def test_an_unknown_channel_is_refused(run: Any) -> None:
    """A channel that does not exist is an error of use."""
    result, _ = run({"id": "c", "turns": ["hello"]}, channel="fax")
    assert result.exit_code == 2


def test_files_that_can_not_be_used(tmp_path: Path) -> None:
    """A missing source or a missing folder of the target is said in one line, before the model is loaded."""
    source = tmp_path / "in.jsonl"
    missing = CliRunner().invoke(app, ["converse", str(source), str(tmp_path / "out.jsonl")])
    source.write_text("{}\n", encoding="utf-8")
    nowhere = CliRunner().invoke(app, ["converse", str(source), str(tmp_path / "no" / "out.jsonl")])
    assert (missing.exit_code, nowhere.exit_code) == (2, 2)
    assert "Traceback" not in missing.output + nowhere.output


def test_an_empty_file_is_no_error(run: Any) -> None:
    """A file without conversations gives a file without conversations."""
    result, conversations = run("", "  ")
    assert (result.exit_code, conversations) == (0, [])


@pytest.mark.parametrize(
    "command", [["converse", "in.jsonl", "out.jsonl"], ["chat"], ["chat", "--channel", "sms"], ["sms"]]
)
def test_trying_it_out_makes_no_request(
    command: list[str], assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is called because somebody rehearsed a booking: such requests are kept apart."""
    apart: list[str] = []
    monkeypatch.setattr(bookings_apart, "keep_apart", lambda: apart.append("kept"))
    monkeypatch.setattr(Assistant, "load", classmethod(lambda *_: assistant))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text("")
    result = CliRunner().invoke(app, command, input="")
    assert result.exit_code == 0, result.output
    assert apart == ["kept"]
