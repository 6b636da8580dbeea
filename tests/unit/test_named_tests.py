"""Documents that name a test for each promise."""

from __future__ import annotations

import re

import pytest

from assistant.settings import ROOT

DOCUMENTS = ("docs/threat-model.md", "docs/rasa-traps.md", "docs/faults.md")
NAMED = [
    (document, test)
    for document in DOCUMENTS
    for test in re.findall(r"`(tests/[^`]+)`", (ROOT / document).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_row_names_a_test(document: str) -> None:
    """Each row of the tables ends with a test, or says plainly that there is none."""
    rows = re.findall(r"^\| (?!---)(.+) \|$", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
    rows = [row for row in rows if not row.endswith("| test")]
    assert len(rows) >= 15
    for row in rows:
        last = row.rpartition("| ")[2]
        assert re.fullmatch(r"(`tests/[^`]+`(, )?)+|none: .+", last), row


@pytest.mark.parametrize(("document", "test"), NAMED)
def test_each_named_test_exists(document: str, test: str) -> None:
    """A promise without its test is no promise."""
    path, _, name = test.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {name}(" in text if name else "def test_" in text


PATHS = [
    (document.relative_to(ROOT).as_posix(), path)
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    for path in re.findall(
        r"`((?:assistant|actions|bench|data|deploy|docs|knowledge|tests|website)/[\w./-]+)`",
        document.read_text(encoding="utf-8"),
    )
]


@pytest.mark.parametrize(("document", "path"), PATHS)
def test_each_named_file_exists(document: str, path: str) -> None:
    """Whoever follows a document finds the file that it names."""
    assert (ROOT / path).exists(), f"{document} names {path}"
