"""A domain file is read as Rasa reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import rasa.shared.utils.io

from assistant.training.domain_file import DOMAIN, own_domain, read_domain


def test_our_domain_is_read_as_rasa_reads_it() -> None:
    """What patients read of it, and how long a conversation lasts, is what Rasa uses."""
    assert own_domain() == rasa.shared.utils.io.read_yaml_file(DOMAIN)


@pytest.mark.parametrize(
    "written",
    [
        "Yes",
        "no",
        "on",
        "true",
        "FALSE",
        "~",
        "null",
        "",
        "12",
        "-3",
        "0012",
        "1.5",
        ".5",
        "2.",
        "1e3",
        "12:30",
        "'no'",
    ],
)
def test_a_plain_word_is_what_rasa_takes_it_for(tmp_path: Path, written: str) -> None:
    """The title Yes of a button is a word, as in YAML 1.2, and not true."""
    file = tmp_path / "domain.yml"
    file.write_text(f"title: {written}\n")
    read = read_domain(file)["title"]
    rasas = rasa.shared.utils.io.read_yaml_file(file)["title"]
    assert (read, type(read)) == (rasas, type(rasas)) or float(read) == float(rasas)
