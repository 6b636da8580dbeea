"""Reads files of conversations and refuses a bad one with its name, its line and what to do.

Plain scalars are text (`plain_yaml`): neither yes-or-no values nor numbers, whatever YAML makes of them elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.conversation_tests.names import Names, keys_of
from assistant.conversation_tests.plain_yaml import PlainLoader
from assistant.conversation_tests.schema import Case, File, FragmentFile, Step
from assistant.settings import ROOT
from knowledge.places import nearest
from knowledge.plain_text import NotTextError, read_text

FOLDER = ROOT / "tests" / "conversations"
FRAGMENTS = "fragments.yml"
_Path = tuple[int | str, ...]
_Model = TypeVar("_Model", bound=BaseModel)


class ConversationFileError(ValueError):
    """A file of conversations can't be used. The message begins with the file and the line and says what is wrong."""


@dataclass(frozen=True)
class Placed:
    """A step and where it stands."""

    step: Step
    path: Path
    line: int


@dataclass(frozen=True)
class Conversation:
    """One conversation as it is run: fragments put in, fixtures and metadata looked up."""

    case: Case
    path: Path
    line: int
    steps: tuple[Placed, ...]
    slots: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def needs_inside(self) -> bool:
        """Whether it runs in this process only: no other door sets fixtures or lets time pass."""
        return bool(self.slots) or any(placed.step.after_minutes for placed in self.steps)

    @property
    def trouble(self) -> str:
        """The kind of trouble: the folder that the file is in."""
        return self.path.parent.name

    @property
    def key(self) -> str:
        """File and name: what a conversation is called in reports."""
        return f"{shown(self.path)}::{self.case.test_case}"


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files of conversations at or below `paths`, in order.

    Raises:
        ConversationFileError: a path does not exist or holds no such file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ConversationFileError(f"{path}: there is no such file or folder")
        files = [path] if path.is_file() else sorted(path.rglob("*.yml"))
        files = [file.resolve() for file in files if file.name != FRAGMENTS]
        if not files:
            raise ConversationFileError(f"{path}: there is no conversation in it (files that end in .yml)")
        found += files
    return list(dict.fromkeys(found))


def read_conversations(paths: Iterable[Path], names: Names) -> list[Conversation]:
    """Return all conversations of the files at or below `paths`.

    Raises:
        ConversationFileError: a file can't be read or used.
    """
    return [one for path in find_files(paths) for one in read_file(path, names)]


def read_file(path: Path, names: Names) -> list[Conversation]:
    """Return the conversations of one file.

    Raises:
        ConversationFileError: it can't be read, is not YAML, has an unknown key, or names what does not exist.
    """
    source = _Source.read(path)
    content = source.fit(File)
    fragments = _Fragments(path)
    fixtures = {name: values for group in content.fixtures for name, values in group.items()}
    metadata = {name: values for group in content.metadata for name, values in group.items()}
    titles: set[str] = set()
    conversations = []
    for number, case in enumerate(content.test_cases):
        where: _Path = ("test_cases", number)
        if case.test_case in titles:
            raise source.error((*where, "test_case"), f'there are two conversations "{case.test_case}" in this file')
        titles.add(case.test_case)
        for kind, known, wanted in (("fixtures", fixtures, case.fixtures), ("metadata", metadata, case.metadata)):
            for name in wanted:
                if name not in known:
                    raise source.error((*where, kind), f"this file has no {kind} '{name}'{nearest(name, known)}")
        steps = tuple(_steps(source, case, where, fragments, names))
        slots = {key: value for name in case.fixtures for one in fixtures[name] for key, value in one.items()}
        for slot in slots:
            if problem := names.problem("slot", slot):
                raise source.error(("fixtures",), problem)
        facts = {key: value for name in case.metadata for one in metadata[name] for key, value in one.items()}
        line = source.line((*where, "test_case"))
        conversations.append(Conversation(case, path, line, steps, slots, facts))
    return conversations


def shown(path: Path) -> str:
    """Return a path as a person reads it: from the project's folder, or from the current one."""
    for folder in (ROOT, Path.cwd()):
        if path.is_relative_to(folder):
            return str(path.relative_to(folder))
    return str(path)


def _steps(source: _Source, case: Case, where: _Path, fragments: _Fragments, names: Names) -> Iterator[Placed]:
    """Return the steps of a conversation with its fragments put in."""
    for number, step in enumerate(case.steps):
        place: _Path = (*where, "steps", number)
        if step.fragment is None:
            _check_names(source, step, place, names)
            yield Placed(step, source.path, source.line(place))
            continue
        fragment = fragments.steps(step.fragment, names)
        if fragment is None:
            raise source.error(
                (*place, "fragment"),
                f"there is no fragment '{step.fragment}' in {FRAGMENTS}{nearest(step.fragment, fragments.names)}",
            )
        yield from fragment


def _check_names(source: _Source, step: Step, place: _Path, names: Names) -> None:
    """Refuse a step that names an action, response, slot or fact which does not exist."""
    for where, kind, name in names.used(step):
        if problem := names.problem(kind, name):
            raise source.error((*place, *where), problem)


class _Fragments:
    """The fragments that a file may use: those of fragments.yml in its folder, or in the nearest folder above."""

    def __init__(self, path: Path) -> None:
        candidates = (folder / FRAGMENTS for folder in path.parents if folder.is_relative_to(FOLDER.parent))
        beside = path.parent / FRAGMENTS
        found = beside if beside.exists() else next((file for file in candidates if file.exists()), None)
        self._source = _Source.read(found) if found else None
        self._content = self._source.fit(FragmentFile).fragments if self._source else {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fragments."""
        return tuple(self._content)

    def steps(self, name: str, names: Names) -> list[Placed] | None:
        """Return the steps of a fragment, or None where there is none of that name."""
        if self._source is None or name not in self._content:
            return None
        placed = []
        for number, step in enumerate(self._content[name]):
            place: _Path = ("fragments", name, number)
            if step.fragment is not None:
                raise self._source.error(place, "a fragment can't hold another fragment")
            _check_names(self._source, step, place, names)
            placed.append(Placed(step, self._source.path, self._source.line(place)))
        return placed


@dataclass
class _Source:
    """A YAML file: its content, and the line of each part of it."""

    path: Path
    content: Any
    lines: dict[_Path, int]

    @classmethod
    def read(cls, path: Path) -> _Source:
        try:
            text = read_text(path)
        except OSError as error:
            raise ConversationFileError(f"{shown(path)}: the file can't be read: {error.strerror}") from error
        except NotTextError as error:
            raise ConversationFileError(f"{shown(path)}:{error.line}: {error}") from error
        try:
            node = yaml.compose(text, Loader=PlainLoader)
            lines: dict[_Path, int] = {}
            content = _built(node, (), lines)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ConversationFileError(f"{shown(path)}:{line}: this is not YAML: {error.problem}") from error
        return cls(path, content, lines)

    def line(self, where: _Path) -> int:
        """Return the line of the deepest part of `where` that the file has."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def error(self, where: _Path, problem: str) -> ConversationFileError:
        """Return the error that says what is wrong in a part of the file."""
        return ConversationFileError(f"{shown(self.path)}:{self.line(where)}: {problem}")

    def fit(self, kind: type[_Model]) -> _Model:
        """Return the content as a model.

        Raises:
            ConversationFileError: it does not fit.
        """
        try:
            return kind.model_validate(self.content)
        except ValidationError as error:
            first = next((one for one in error.errors() if one["type"] == "extra_forbidden"), error.errors()[0])
            where = tuple(part for part in first["loc"] if part not in ("str", "dict[constrained-str,any]"))
            raise self.error(where, _plain(first, kind)) from error


def _built(node: Any, where: _Path, lines: dict[_Path, int]) -> Any:
    """Return the content of a node and keep the line of each of its parts."""
    if node is None:
        return None
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        content: dict[str, Any] = {}
        for key, value in node.value:
            if key.value in content:
                raise yaml.MarkedYAMLError(problem=f"the key '{key.value}' stands twice", problem_mark=key.start_mark)
            lines[*where, key.value] = key.start_mark.line + 1
            content[key.value] = _built(value, (*where, key.value), lines)
        return content
    if isinstance(node, yaml.SequenceNode):
        return [_built(item, (*where, number), lines) for number, item in enumerate(node.value)]
    return None if node.value == "" and not node.style else node.value


def _plain(error: Any, kind: type[BaseModel]) -> str:
    """Say what a failed check means to an editor who does not know Python."""
    name = str(error["loc"][-1]) if error["loc"] else "the file"
    if error["type"] == "extra_forbidden":
        known = keys_of(kind)
        if name in known:
            return f"the key '{name}' does not belong here; look at its indentation"
        return f"the key '{name}' is not known here{nearest(name, known)}"
    if error["type"] == "missing":
        return f"the key '{name}' is missing"
    if error["type"] == "literal_error":
        return f"{name}: '{error['input']}' is not one of {error['ctx']['expected']}"
    if error["type"] == "model_type":
        return f"{name}: keys are expected here, such as 'test_cases:' at the beginning of a file"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if error["type"] == "value_error" else f"{name}: {message}"
