"""pytest and the command line run the same conversations on the trained model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.commands import app
from assistant.settings import ROOT

WRONG = """
test_cases:
  - test_case: Wrong on purpose
    steps:
      - user: side effects of radiation
        topic: chemotherapy
  - test_case: Right
    steps:
      - user: side effects of radiation
        topic: radiation
  - test_case: Known
    known_problem: it is wrong on purpose
    steps:
      - user: side effects of radiation
        topic: surgery
"""


def run(*arguments: str) -> Result:
    """Run the command in this process, whose assistant is loaded already."""
    return CliRunner().invoke(app, ["test", *arguments])


@pytest.fixture
def wrong(model: Path, tmp_path: Path) -> Path:
    """A file with a conversation that does not hold."""
    path = tmp_path / "wrong_on_purpose.yml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_the_command_reports_what_does_not_hold(wrong: Path, tmp_path: Path) -> None:
    """Exit code 1, the report, the count, and the files that were asked for."""
    done = run(str(wrong), "--html", str(tmp_path / "r.html"), "--junit", str(tmp_path / "j.xml"))
    assert done.exit_code == 1, done.stderr
    assert "Expected   topic: chemotherapy" in done.stdout
    assert "1 of 3 conversations hold, 1 do not, 1 have a known problem" in done.stdout
    assert "Side effects of radiation" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'failures="1"' in (tmp_path / "j.xml").read_text(encoding="utf-8")


def test_the_command_chooses_and_passes(wrong: Path) -> None:
    """Exit code 0 where all that was chosen holds; a choice without a match is a clear line."""
    done = run(str(wrong), "-k", "right")
    assert (done.exit_code, "1 of 1 conversations hold" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["--html", "nowhere/report.html"], "the folder nowhere does not exist"),
        (["--url", "http://127.0.0.1:1", "-k", "newcomer"], "Is the server running?"),
        (["--url", "hospital.example"], "begins with http"),
        (["--url", "http://x", "--sms-url", "http://x"], "choose one of"),
    ],
)
def test_what_can_not_be_used_is_one_line(arguments: list[str], problem: str) -> None:
    """Exit code 2 and one line that says what to do."""
    done = run(*arguments)
    assert done.exit_code == 2, done.stdout
    assert problem in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_pytest_collects_runs_and_chooses(model: Path) -> None:
    """Each conversation and channel is a test of its own name; -k chooses, JUnit XML is pytest's."""
    file = "tests/conversations/bad_input/nothing_was_typed.yml"
    command = [sys.executable, "-m", "pytest", file, "-k", "Nothing and sms", "-vv", "-p", "no:cacheprovider"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=180, check=False)
    assert done.returncode == 0, done.stdout
    assert f"{file}::Nothing [sms]" in done.stdout
    assert "coverage of the conversations" in done.stdout
    assert "Not all conversations ran" in done.stdout
