"""Reads the files that people write, and says of each part where it stands, so that a mistake has a file and a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.settings import ROOT
from knowledge import mistakes, plain_text
from knowledge.places import nearest

_NULL = "tag:yaml.org,2002:null"


class WrittenFileError(ValueError):
    """A file that people write can't be used. The message begins with the file and line and says what is wrong."""


def shown(path: Path) -> str:
    """Return how messages name a file: as it stands in the project, or whole where it does not."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def read_text(path: Path, refused: type[WrittenFileError]) -> str:
    """Return the text of a file.

    Raises:
        refused: It can't be read, or is no text; the message names the file and the line.
    """
    try:
        return plain_text.read_text(path)
    except OSError as error:
        raise refused(f"{shown(path)}: the file can't be read: {error.strerror}") from error
    except plain_text.NotTextError as error:
        raise refused(f"{shown(path)}:{error.line}: {error}") from error


def not_yaml(path: Path, error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what is said of a file whose text is not YAML."""
    line, what = mistakes.not_yaml(error, text)
    return f"{shown(path)}:{line}: {what}"


@dataclass(frozen=True)
class Part:
    """A part of a YAML file that knows where it stands."""

    path: Path
    node: yaml.Node
    refused: type[WrittenFileError]

    @property
    def text(self) -> str:
        """The text of a scalar.

        Raises:
            WrittenFileError: it is a list or has keys.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.refuse("one word is expected here")
        return str(self.node.value)

    @property
    def empty(self) -> bool:
        """Whether nothing stands here."""
        return self.node.tag == _NULL

    @property
    def named(self) -> bool:
        """Whether this has keys."""
        return isinstance(self.node, yaml.MappingNode)

    def refuse(self, problem: str, below: int = 0) -> WrittenFileError:
        """Return the error that a problem is, in the line where this part begins or so many lines `below`."""
        return self.refused(f"{shown(self.path)}:{self.node.start_mark.line + 1 + below}: {problem}")

    def items(self) -> list[Part]:
        """Return the parts of a list; nothing is an empty one.

        Raises:
            WrittenFileError: it is no list.
        """
        if self.empty:
            return []
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refuse("a list is expected here: each line of it begins with '- '")
        return [self._part(node) for node in self.node.value]

    def names(self) -> list[tuple[Part, Part]]:
        """Return each key with what stands under it; nothing has no keys.

        Raises:
            WrittenFileError: it has no keys, or one stands twice.
        """
        if self.empty:
            return []
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refuse("a key is expected here, such as 'name: ...'")
        found = [(self._part(key), self._part(value)) for key, value in self.node.value]
        seen: set[str] = set()
        for key, _ in found:
            if key.text in seen:
                raise key.refuse(f"'{key.text}' stands twice; the first one would not count")
            seen.add(key.text)
        return found

    def keys(self, known: Iterable[str]) -> dict[str, Part]:
        """Return what stands under each key.

        Raises:
            WrittenFileError: a key is not `known`, or stands twice.
        """
        known = tuple(known)
        found = self.names()
        for key, _ in found:
            if key.text not in known:
                raise key.refuse(f"the key '{key.text}' is not known here{nearest(key.text, known)}")
        return {key.text: value for key, value in found}

    def _part(self, node: yaml.Node) -> Part:
        return Part(self.path, node, self.refused)


def read_part(path: Path, refused: type[WrittenFileError]) -> Part:
    """Read a YAML file whole.

    Raises:
        refused: It can't be read, is not UTF-8, is not YAML, or is empty.
    """
    text = read_text(path, refused)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise refused(not_yaml(path, error, text)) from error
    if node is None:
        raise refused(f"{shown(path)}:1: the file is empty")
    return Part(path, node, refused)
