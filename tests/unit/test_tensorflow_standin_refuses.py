"""Where TensorFlow would really be needed, the stand-in says what to do."""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tensorflow

from tensorflow_standin import TensorFlowNotInstalledError

_DIET = "pipeline:\n- name: WhitespaceTokenizer\n- name: CountVectorsFeaturizer\n- name: DIETClassifier\n  epochs: 1\n"


_TED = "policies:\n- name: TEDPolicy\n  epochs: 1\n"


def _subclass() -> Any:
    return type("DIET", (tensorflow.keras.Model,), {})()


@pytest.mark.parametrize(
    ("use", "named"),
    [
        (tensorflow.Tensor, "tensorflow.Tensor"),
        (lambda: tensorflow.keras.layers.Dense(3, activation="relu"), "tensorflow.keras.layers.Dense"),
        (lambda: tensorflow.constant([1.0]), "tensorflow.constant"),
        (lambda: tensorflow.config.list_physical_devices("GPU"), "tensorflow.config.list_physical_devices"),
        (tensorflow.Variable.SaveSliceInfo, "tensorflow.Variable.SaveSliceInfo"),
        (lambda: tensorflow.Variable.from_proto(b""), "tensorflow.Variable.from_proto"),
        (lambda: importlib.import_module("tensorflow_hub").load("x"), "tensorflow_hub.load"),
        (tensorflow, "tensorflow"),
        (_subclass, ".DIET"),
    ],
)
def test_using_anything_says_what_to_do(use: Any, named: str) -> None:
    """Creating a class or calling a function names what was used, the components that need it, and the way out."""
    with pytest.raises(TensorFlowNotInstalledError) as caught:
        use()
    message = str(caught.value)
    assert f"{named}' needs TensorFlow" in message
    for word in ("DIETClassifier", "TEDPolicy", "config.yml", "Python 3.10", "docs/rasa-without-tensorflow.md"):
        assert word in message


def test_the_error_is_an_import_error_and_can_travel() -> None:
    """Code with a fall-back for a missing TensorFlow takes it; a worker process can hand the error on."""
    with pytest.raises(ImportError) as caught:
        tensorflow.constant(1)
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, TensorFlowNotInstalledError)
    assert str(again) == str(caught.value)


def test_the_error_is_one_of_rasas_own_where_rasa_runs() -> None:
    """Rasa prints its own exceptions as one line; others are buried in a traceback."""
    from rasa.shared.exceptions import RasaException

    with pytest.raises(RasaException) as caught:
        tensorflow.constant(1)
    assert isinstance(caught.value, TensorFlowNotInstalledError)
    assert type(caught.value).__name__ == "TensorFlowNotInstalledError"


def test_the_help_text_names_every_component_that_needs_tensorflow() -> None:
    """A component of Rasa's pipeline whose source imports TensorFlow stands in the message."""
    import rasa

    folder = Path(rasa.__file__).parent
    needing = {
        path.stem
        for part in ("nlu/classifiers", "nlu/featurizers", "nlu/selectors", "core/policies")
        for path in (folder / part).rglob("*.py")
        if "import tensorflow" in path.read_text(encoding="utf-8")
    }
    assert needing == {
        "diet_classifier",
        "response_selector",
        "ted_policy",
        "unexpected_intent_policy",
        "convert_featurizer",
        "lm_featurizer",
    }
    assert all(
        name in str(TensorFlowNotInstalledError("x"))
        for name in (
            "DIETClassifier",
            "ResponseSelector",
            "TEDPolicy",
            "UnexpecTEDIntentPolicy",
            "ConveRTFeaturizer",
            "LanguageModelFeaturizer",
        )
    )


@pytest.mark.parametrize(("config", "named"), [(_DIET + "policies: []\n", "DIET"), ("pipeline: []\n" + _TED, "TED")])
def test_rasa_train_says_in_its_last_line_that_tensorflow_is_missing(config: str, named: str, tmp_path: Path) -> None:
    """`rasa train` with DIETClassifier or TEDPolicy stops with exit code 1 and the reason, without a traceback."""
    (tmp_path / "config.yml").write_text(f"recipe: default.v1\nassistant_id: a\nlanguage: en\n{config}")
    (tmp_path / "domain.yml").write_text(
        'version: "3.1"\nintents: [greet, bye]\n'
        "responses:\n  utter_greet: [{text: Hello}]\n  utter_bye: [{text: Bye}]\n"
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "all.yml").write_text(
        'version: "3.1"\nnlu:\n'
        '- {intent: greet, examples: "- hi\\n- hello"}\n- {intent: bye, examples: "- bye\\n- ciao"}\n'
        "stories:\n- story: one\n"
        "  steps: [{intent: greet}, {action: utter_greet}, {intent: bye}, {action: utter_bye}]\n"
    )
    done = subprocess.run(
        [Path(sys.executable).with_name("rasa"), "train", "--quiet"],
        cwd=tmp_path,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 1, printed
    last = done.stdout.strip().splitlines()[-1]
    assert f".{named}' needs TensorFlow" in last, printed
    assert "docs/rasa-without-tensorflow.md" in last
    assert "Traceback" not in printed
