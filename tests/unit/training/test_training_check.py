"""A mistake in what the model is trained from is refused in seconds, with file, line and what was meant."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from fresh_python import python

import assistant.commands  # noqa: F401 - the last test looks into one of its modules
from assistant.safety.examples import SafetyFileError, load_examples
from assistant.settings import ROOT
from assistant.training.check import TrainingDataError, check_training_data


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the model is trained from."""
    for name in ("domain.yml", "config.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def line_of(file: Path, part: str) -> int:
    """Return the number of the first line that holds `part`."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if part in line)


def problem(project: Path) -> str:
    """Return what is said of the project, with its files named as in it."""
    with pytest.raises(TrainingDataError) as refused:
        check_training_data(project)
    return str(refused.value).replace(f"{project}/", "")


def test_the_project_itself_is_taken() -> None:
    """What is in the repository is right. To find that out nothing is loaded that takes seconds."""
    code = (
        "import sys\nfrom assistant.training.check import check_training_data\ncheck_training_data()\n"
        "slow = ('numpy', 'onnxruntime', 'rasa.core', 'rasa.engine', 'rasa.nlu', 'scipy', 'sklearn', 'spacy')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    assert python(code, ROOT) == "[]"


@pytest.mark.parametrize(
    ("file", "written", "typo", "said"),
    [
        (
            "data/nlu.yml",
            "- intent: ask_side_effects\n",
            "- intent: ask_side_efects\n",
            "there is no intent 'ask_side_efects' in domain.yml; did you mean 'ask_side_effects'?",
        ),
        (
            "data/nlu.yml",
            "    examples: |\n      - what treatments",
            "    exampels: |\n      - what treatments",
            "the key 'exampels' is not known here; did you mean 'examples'?",
        ),
        (
            "data/nlu.yml",
            "      - what are my options\n",
            "      what are my options\n",
            "write '- ' before the sentence 'what are my options', below that of the others",
        ),
        ("data/nlu.yml", "      - what are my options\n", "      - \n", "there is no sentence behind the '- '"),
        ("data/nlu.yml", "\nnlu:\n", "\nnul:\n", "the key 'nul' is not known here; did you mean 'nlu'?"),
        (
            "data/rules.yml",
            "- intent: ask_overview\n",
            "- intent: ask_overveiw\n",
            "there is no intent 'ask_overveiw' in domain.yml; did you mean 'ask_overview'?",
        ),
        (
            "data/rules.yml",
            "- action: action_answer_overview\n",
            "- action: action_anwser_overview\n",
            "there is no action 'action_anwser_overview' in domain.yml; did you mean 'action_answer_overview'?",
        ),
        (
            "data/rules.yml",
            "          - appointment_confirmed: true\n",
            "          - apointment_confirmed: true\n",
            "there is no slot 'apointment_confirmed' in domain.yml; did you mean 'appointment_confirmed'?",
        ),
        (
            "data/rules.yml",
            "- active_loop: appointment_form\n",
            "- active_loop: apointment_form\n",
            "there is no form 'apointment_form' in domain.yml; did you mean 'appointment_form'?",
        ),
        (
            "data/rules.yml",
            "- intent: out_of_scope_cost\n",
            "- intent: out_of_scope_costs\n",
            "there is no intent 'out_of_scope_costs' in domain.yml; did you mean 'out_of_scope_cost'?",
        ),
        (
            "data/rules.yml",
            "    condition:\n",
            "    conditon:\n",
            "the key 'conditon' is not known here; did you mean 'condition'?",
        ),
        (
            "data/stories.yml",
            "- action: utter_greet\n",
            "- action: utter_great\n",
            "there is no response 'utter_great' in domain.yml; did you mean 'utter_greet'?",
        ),
        (
            "domain.yml",
            "\nresponses:\n",
            "\nrespones:\n",
            "the key 'respones' is not known here; did you mean 'responses'?",
        ),
        (
            "domain.yml",
            "      buttons:\n",
            "      butons:\n",
            "the key 'butons' is not known here; did you mean 'buttons'?",
        ),
        (
            "domain.yml",
            "payload: /ask_overview}",
            "payload: /ask_overveiw}",
            "there is no intent 'ask_overveiw' in domain.yml; did you mean 'ask_overview'?",
        ),
        (
            "domain.yml",
            "      - appointment_urgent_check\n",
            "      - appointment_urgent_chek\n",
            "there is no slot 'appointment_urgent_chek' in domain.yml; did you mean 'appointment_urgent_check'?",
        ),
        (
            "domain.yml",
            "  - ask_overview\n",
            "  - ask_overview\n  - ask_weather\n",
            "there are no sentences for the intent 'ask_weather' in data/nlu.yml",
        ),
        (
            "domain.yml",
            "  - ask_overview\n",
            "  - ask_overview\n  - out_of_scope_weather\n",
            "there are no sentences for the intent 'out_of_scope_weather' in data/nlu_out_of_scope.yml",
        ),
        (
            "config.yml",
            "never: [urgent_help,",
            "never: [urgent_hlp,",
            "there is no intent 'urgent_hlp' in domain.yml; did you mean 'urgent_help'?",
        ),
    ],
)
def test_a_typo_is_named_with_its_line_and_what_was_meant(
    project: Path, file: str, written: str, typo: str, said: str
) -> None:
    """Names and keys that exist nowhere, and sentences that would not be learned, are refused."""
    path = project / file
    content = path.read_text(encoding="utf-8")
    before = content.index(written)
    path.write_text(content.replace(written, typo, 1), encoding="utf-8")
    pairs = zip(written.split("\n"), typo.split("\n"), strict=False)
    line = content.count("\n", 0, before) + 1 + next(number for number, (old, new) in enumerate(pairs) if old != new)
    assert problem(project) == f"{file}:{line}: {said}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "data/nlu.yml:1: the file is empty"),
        ('version: "3.1"\nnlu:\n', "data/nlu.yml:2: there are no sentences here, so there is nothing to learn"),
        (
            'version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n\n',
            "data/nlu.yml:4: there are no sentences here",
        ),
        (
            'version: "3.1"\nnlu:\n  - intent: greet\n    examples:\n      - hello\n',
            "data/nlu.yml:5: write 'examples: |', and below it each sentence in a line that begins with '- '",
        ),
        ("nlu: []\nnlu: []\n", "data/nlu.yml:2: 'nlu' stands twice; the first one would not count"),
    ],
)
def test_a_file_without_sentences_is_refused(project: Path, content: str, said: str) -> None:
    """An empty data/nlu.yml trains nothing, so it is not trained from."""
    (project / "data" / "nlu.yml").write_text(content, encoding="utf-8")
    assert problem(project) == said


def test_an_intent_without_a_rule_is_refused(project: Path) -> None:
    """Without data/rules.yml nobody would be answered."""
    (project / "data" / "rules.yml").unlink()
    assert "there is no rule for the intent 'ask_overview' in data/rules.yml" in problem(project)


def test_what_is_not_yaml_is_said_without_a_page_of_somebody_else(project: Path) -> None:
    """The line, and where to look; not the advice to upload the file somewhere."""
    path = project / "data" / "rules.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("    steps:\n", "   steps:\n", 1), encoding="utf-8")
    said = problem(project)
    assert said.startswith(f"data/rules.yml:{line_of(path, '   steps:')}: this is not YAML: ")
    assert "indentation" in said
    assert "http" not in said


def test_a_file_in_another_encoding_is_named_with_its_line(project: Path) -> None:
    """An editor that saves in Latin-1 is told so, with the line."""
    path = project / "data" / "nlu.yml"
    path.write_bytes(path.read_bytes().replace(b"- what are my options\n", "- señor\n".encode("latin-1"), 1))
    assert problem(project) == ("data/nlu.yml:13: it is not UTF-8 text; save it as UTF-8")


def test_training_looks_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the gate nor the model begins to learn where something is not right."""
    command = sys.modules["assistant.commands.train"]  # the package's `train` is the function

    def refuse() -> None:
        raise TrainingDataError("data/nlu.yml:1: the file is empty")

    monkeypatch.setattr(command, "check_training_data", refuse)
    monkeypatch.setattr(command, "_prepare", lambda _: pytest.fail("it began"))
    with pytest.raises(TrainingDataError):
        command.train()


def test_the_examples_of_the_gate_are_read_before_it_learns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nobody reads "half an hour" and then that a kind is misspelled."""
    command = sys.modules["assistant.commands.train"]
    (tmp_path / "some.yml").write_text("urgent: []", encoding="utf-8")
    monkeypatch.setattr("assistant.safety.examples.EXAMPLES", tmp_path)
    monkeypatch.setattr("assistant.language.encoder_file.encoder_file", lambda: pytest.fail("it began"))
    monkeypatch.setattr("assistant.safety.build.build", lambda _: pytest.fail("it began"))
    load_examples.cache_clear()
    try:
        with pytest.raises(SafetyFileError, match=r"some\.yml:1: review: this key is missing"):
            command.train()
    finally:
        load_examples.cache_clear()
    assert "half an hour" not in capsys.readouterr().out
