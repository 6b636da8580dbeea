"""A file as text: what is no UTF-8, and signs that YAML does not take, are refused with their line."""

from __future__ import annotations

from pathlib import Path

from yaml.reader import Reader

_NOT_TEXT = "it is not UTF-8 text; save it as UTF-8"


class NotTextError(ValueError):
    """A file is no text. The message says what to do; `line` is where, from 1."""

    def __init__(self, line: int, what: str) -> None:
        """Say `what` is wrong in a line."""
        super().__init__(what)
        self.line = line


def read_text(path: Path) -> str:
    """Return the text of a file, without the mark that some editors put at its beginning.

    Raises:
        OSError: it can't be read.
        NotTextError: it is not UTF-8, or holds a control character.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(content.count(b"\n", 0, error.start) + 1, _NOT_TEXT) from error
    if found := Reader.NON_PRINTABLE.search(text):
        sign = f"U+{ord(found.group()):04X}"
        what = f"{_NOT_TEXT}, without the sign {sign}, which can't be seen"
        raise NotTextError(text.count("\n", 0, found.start()) + 1, what)
    return text.replace("\r\n", "\n").replace("\r", "\n")
