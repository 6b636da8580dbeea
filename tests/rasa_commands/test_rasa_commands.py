"""A Rasa developer finds every command of Rasa working, though TensorFlow is not installed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from running_rasa import Done, Processes, ask, free_port, wait_for

pytestmark = [pytest.mark.rasa_commands]


def command(name: str) -> pytest.MarkDecorator:
    """Give the test, as `done`, what this command of `COMMANDS` did."""
    return pytest.mark.parametrize("done", [name], indirect=True)


def components_of(model: Path) -> set[str]:
    """Return the names of the parts that a model file holds."""
    with tarfile.open(model) as archive:
        return {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}


# ------------------------------------------------------------------------------------------------------- training


def test_train_makes_a_model_of_the_whole_project(trained: Path) -> None:
    """`rasa train` trains the real pipeline and the policies into one file."""
    names = " ".join(components_of(trained))
    assert "IntentClassifier" in names
    assert "RulePolicy" in names


@command("train nlu")
def test_train_nlu(done: Done, folders: dict[str, Path]) -> None:
    """`rasa train nlu` makes a model without policies."""
    assert done.code == 0, done.printed
    names = " ".join(components_of(folders["train nlu"] / "models" / "only_nlu.tar.gz"))
    assert "IntentClassifier" in names
    assert "Policy" not in names


@command("train core")
def test_train_core(done: Done, folders: dict[str, Path]) -> None:
    """`rasa train core` makes a model without a pipeline."""
    assert done.code == 0, done.printed
    names = " ".join(components_of(folders["train core"] / "models" / "only_core.tar.gz"))
    assert "RulePolicy" in names
    assert "IntentClassifier" not in names


# ----------------------------------------------------------------------------------------------------------- data


@command("validate")
def test_data_validate(done: Done) -> None:
    """`rasa data validate` finds no fault in the tiny project."""
    assert done.code == 0, done.printed
    assert "No story structure conflicts found" in done.printed


@command("validate the real project")
def test_data_validate_on_the_real_project(done: Done) -> None:
    """`rasa data validate` finds no fault in the project's own data."""
    assert done.code == 0, done.printed
    assert "No story structure conflicts found" in done.printed


@command("split")
def test_data_split(done: Done, project: Path) -> None:
    """`rasa data split nlu` writes a training and a test part, which together hold each example once."""
    assert done.code == 0, done.printed
    parts = [(project / "made" / "split" / f"{part}_data.yml").read_text() for part in ("training", "test")]
    examples = [re.findall(r"^ +- (?!intent)(.+)$", part, re.MULTILINE) for part in parts]
    assert len(examples[0]) > len(examples[1]) > 0
    assert not set(examples[0]) & set(examples[1])


@command("convert")
def test_data_convert(done: Done, project: Path) -> None:
    """`rasa data convert nlu -f json` writes the examples as JSON."""
    assert done.code == 0, done.printed
    examples = json.loads((project / "made" / "nlu.json").read_text())["rasa_nlu_data"]["common_examples"]
    assert {"greet", "ask_overview"} <= {example["intent"] for example in examples}


# ----------------------------------------------------------------------------------------------------------- tests


@command("test nlu")
def test_test_nlu(done: Done, project: Path) -> None:
    """`rasa test nlu` writes its report, the confusion matrix and the histogram."""
    assert done.code == 0, done.printed
    folder = project / "made" / "test_nlu"
    report = json.loads((folder / "intent_report.json").read_text())
    assert report["weighted avg"]["support"] == 6
    for plot in ("intent_confusion_matrix.png", "intent_histogram.png"):
        assert (folder / plot).read_bytes().startswith(b"\x89PNG")


@command("cross-validate")
def test_test_nlu_by_cross_validation(done: Done, folders: dict[str, Path]) -> None:
    """`rasa test nlu --cross-validation` trains each fold and reports on all."""
    assert done.code == 0, done.printed
    folder = folders["cross-validate"] / "made" / "cross_validation"
    assert json.loads((folder / "intent_report.json").read_text())["weighted avg"]["support"] > 100
    assert (folder / "intent_confusion_matrix.png").read_bytes().startswith(b"\x89PNG")


@command("test core")
def test_test_core(done: Done, project: Path) -> None:
    """`rasa test core --fail-on-prediction-errors` passes where the rules predict each action of the story."""
    assert done.code == 0, done.printed
    folder = project / "made" / "test_core"
    assert json.loads((folder / "story_report.json").read_text())["conversation_accuracy"]["accuracy"] == 1.0
    assert (folder / "story_confusion_matrix.png").read_bytes().startswith(b"\x89PNG")
    failed = YAML(typ="safe").load((folder / "failed_test_stories.yml").read_text())
    assert not failed or not failed.get("stories")


@command("test")
def test_test(done: Done, project: Path) -> None:
    """`rasa test` tests the stories and the understanding, with the plots of both."""
    assert done.code == 0, done.printed
    made = {path.name for path in (project / "made" / "test").iterdir()}
    assert {"story_report.json", "story_confusion_matrix.png", "intent_report.json", "intent_histogram.png"} <= made


# -------------------------------------------------------------------------------------------------- talking to it


def test_shell(processes: Processes, project: Path, trained: Path, action_server: str) -> None:
    """`rasa shell` replies to what is typed and ends at /stop."""
    typed = "thank you\n/stop\n"  # not a question with buttons: there the shell waits for arrow keys
    done = processes.run(["shell", "--model", str(trained), "--port", str(free_port())], project, typed)
    assert done.code == 0, done.printed
    assert "You are welcome" in done.printed


def test_run_answers_through_the_action_server(
    processes: Processes, project: Path, trained: Path, action_server: str
) -> None:
    """`rasa run` with `rasa run actions` answers a patient's question over the REST channel, and serves its API."""
    port, log = free_port(), project / "made" / "run.log"
    address = f"http://127.0.0.1:{port}"
    arguments = ["run", "--model", str(trained), "--port", str(port), "--interface", "127.0.0.1", "--enable-api"]
    server = processes.start(arguments, project, log)
    try:
        status = wait_for(lambda: ask(f"{address}/status"), server, log)
        assert status["model_file"] == trained.name
        question = {"sender": "a-patient", "message": "what treatments are there for spinal cancer"}
        parsed = ask(f"{address}/model/parse", {"text": question["message"]})
        assert parsed["intent"]["name"] == "ask_overview", parsed
        replies = ask(f"{address}/webhooks/rest/webhook", question)
        assert replies, log.read_text(encoding="utf-8")
        assert {reply["recipient_id"] for reply in replies} == {"a-patient"}
        assert "urgery" in " ".join(reply.get("text", "") for reply in replies)
        assert ask(f"{address}/conversations/a-patient/tracker")["latest_action_name"] == "action_listen"
    finally:
        processes.stop(server)
    assert server.poll() is not None


def test_the_action_server_knows_every_action_of_the_domain(action_server: str, project: Path) -> None:
    """`rasa run actions` serves each custom action that domain.yml names."""
    wanted = set(YAML(typ="safe").load((project / "domain.yml").read_text(encoding="utf-8"))["actions"])
    served = {action["name"] for action in ask(f"{action_server}/actions")}
    assert wanted <= served


# ---------------------------------------------------------------------------------------------------------- others


@command("visualize")
def test_visualize(done: Done, project: Path) -> None:
    """`rasa visualize` draws the stories."""
    assert done.code == 0, done.printed
    assert "utter_greet" in (project / "made" / "graph.html").read_text(encoding="utf-8")


@command("version")
def test_version(done: Done) -> None:
    """`rasa --version` names the version and this Python."""
    assert done.code == 0, done.printed
    assert "3.6.21" in done.printed
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in done.printed


@command("telemetry")
def test_telemetry_disable(done: Done, processes: Processes) -> None:
    """`rasa telemetry disable` is remembered in the user's settings."""
    assert done.code == 0, done.printed
    settings = processes.home / ".config" / "rasa" / "global.yml"
    assert "enabled: false" in settings.read_text(encoding="utf-8")


@command("init")
def test_init_makes_the_files_and_says_why_it_cannot_train(done: Done, folders: dict[str, Path]) -> None:
    """`rasa init` writes Rasa's example; its pipeline is DIET and TED, so training it stops with our explanation."""
    made = {path.name for path in folders["init"].iterdir()}
    assert {"config.yml", "domain.yml", "data", "actions", "endpoints.yml", "credentials.yml", "tests"} <= made
    assert done.code == 1, done.printed
    last = done.printed.strip().splitlines()[-1]
    assert "needs TensorFlow" in last
    assert "DIETClassifier" in last
    assert "Traceback" not in done.printed


def test_the_other_commands_show_their_help() -> None:
    """`rasa interactive`, `export`, `evaluate markers` and others show it; in one process, as each starts slowly."""
    commands = ["interactive", "export", "evaluate markers", "x", "data migrate", "run", "shell"]
    code = (
        "import sys, rasa.__main__ as command_line\n"
        "for command in sys.argv[1:]:\n"
        "    try:\n"
        "        command_line.create_argument_parser().parse_args([*command.split(), '--help'])\n"
        "    except SystemExit as end:\n"
        "        assert end.code == 0, command\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *commands], capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr
    for command in commands:
        assert re.search(rf"^usage: .*{command}", done.stdout, re.MULTILINE), command
