"""The committed files of the widget are those of its sources, and small."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from assistant.channels.website.pages import STATIC
from assistant.settings import ROOT

WEBSITE = ROOT / "website"


def _stamp() -> str:
    """The sum that website/build.js writes: names and contents of all that it is built from."""
    files = [*(WEBSITE / "src").rglob("*.*"), WEBSITE / "package-lock.json", WEBSITE / "build.js"]
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda file: file.relative_to(WEBSITE).as_posix()):
        digest.update(path.relative_to(WEBSITE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def test_the_built_files_are_of_these_sources() -> None:
    """Whoever changes a source builds too: "make website" (needs Node 20)."""
    assert (STATIC / "stamp.txt").read_text(encoding="ascii").strip() == _stamp()


def _compressed(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize(
    ("kilobytes", "files"),
    [(3, ("loader.js",)), (100, ("frame.js", "frame.css", "icon.svg")), (20, ("frame.js", "frame.css", "icon.svg"))],
)
def test_budgets(kilobytes: int, files: tuple[str, ...]) -> None:
    """Compressed, the loader has at most 3 KB, and the first open 100 KB; it was 15 KB when this was written."""
    assert _compressed(*files) <= kilobytes * 1000


def test_text_is_never_read_as_html() -> None:
    """No source of ours sets HTML or runs text."""
    for path in (WEBSITE / "src").rglob("*.ts"):
        code = path.read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "unsafeHTML",
            "unsafeSVG",
        ):
            assert word not in code, f"{path.name}: {word}"


def test_the_lock_names_no_server() -> None:
    """The lock file holds versions and sums; where packages are fetched from is the machine's business."""
    lock = (WEBSITE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_no_path_of_a_machine() -> None:
    """Built files name no folder of the machine that built them."""
    for path in STATIC.iterdir():
        assert str(ROOT) not in path.read_text(encoding="utf-8")
