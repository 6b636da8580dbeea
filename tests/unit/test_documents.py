"""What documents name exists: links and headings, modules, targets of make, commands, settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from assistant.commands import app
from assistant.settings import ROOT, Settings

DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
}
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_QUOTED = re.compile(r'"([^"\n]+)" in \[[^\]]*\]\(([^)#]+)\)|\[[^\]]*\]\(([^)#]+)\), "([^"\n]+)"')
"""A heading of a document that is named beside a link to it: '"Production" in [settings](settings.md)'."""
_OF_OTHERS = {"ASSISTANT_REPLICAS"}
"""Names like those of settings that compose reads, not the assistant."""


def headings(text: str) -> list[str]:
    """Return the headings of a document."""
    return [heading.strip() for heading in _HEADING.findall(_CODE.sub("", text))]


def anchor(heading: str) -> str:
    """Return what stands behind "#" in a link to a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


LINKS = [(name, link) for name, text in DOCUMENTS.items() for link in _LINK.findall(_CODE.sub("", text))]
INSIDE = [(name, link) for name, link in LINKS if not re.match(r"https?://", link)]


@pytest.mark.parametrize(("document", "link"), INSIDE)
def test_each_link_leads_somewhere(document: str, link: str) -> None:
    """A link to a file of this repository finds it, and one to a heading finds that too."""
    file, _, part = link.partition("#")
    path = (ROOT / document).parent / file if file else ROOT / document
    assert path.exists(), f"{document} links to {link}"
    if part:
        assert part in map(anchor, headings(path.read_text(encoding="utf-8"))), f"{document} links to {link}"


def test_each_quoted_heading_exists() -> None:
    """Who is sent to a heading of another document finds it under that name."""
    for name, text in DOCUMENTS.items():
        for before, its_file, file, behind in _QUOTED.findall(text):
            path = (ROOT / name).parent / (its_file or file)
            heading = before or behind
            assert heading in headings(path.read_text(encoding="utf-8")), f'{name} names "{heading}" of {path.name}'


def test_the_readme_leads_to_every_document() -> None:
    """Nobody has to look through docs/."""
    linked = {link.partition("#")[0] for name, link in INSIDE if name == "README.md"}
    assert {name for name in DOCUMENTS if name.startswith("docs/")} <= linked


def test_the_readme_has_no_measured_share() -> None:
    """Figures stand in one document, beside the command that prints them."""
    assert not re.search(r"\d ?%|\d of \d", DOCUMENTS["README.md"])


def test_the_architecture_names_every_module() -> None:
    """Whoever meets a module of assistant/ reads in one line what it is for."""
    named = set(re.findall(r"^(assistant/\w+(?:/|\.py)) ", DOCUMENTS["docs/architecture.md"], re.MULTILINE))
    files = {f"assistant/{path.name}" for path in (ROOT / "assistant").glob("*.py") if not path.stem.startswith("__")}
    packages = {f"assistant/{path.parent.name}/" for path in (ROOT / "assistant").glob("*/__init__.py")}
    assert len(files | packages) > 15
    assert files | packages == named


def test_the_architecture_names_all_modules_of_a_package_or_none() -> None:
    """A package whose modules have a line each gets no module without one, and no line is of a module that is gone."""
    named = re.findall(r"^(assistant/\w+)/(\w+\.py) ", DOCUMENTS["docs/architecture.md"], re.MULTILINE)
    assert named
    for package in {package for package, _ in named}:
        files = {path.name for path in (ROOT / package).glob("*.py") if path.name != "__init__.py"}
        assert files == {name for of, name in named if of == package}


def test_what_the_architecture_says_of_rasa_is_true() -> None:
    """The parts that are said to need nothing of Rasa import nothing of it."""
    lines = re.findall(r"^([\w/.]+) .*nothing of Rasa$", DOCUMENTS["docs/architecture.md"], re.MULTILINE)
    assert len(lines) > 10
    for name in lines:
        for path in _python_files(ROOT / name):
            assert not re.search(r"^\s*(?:from|import) rasa", path.read_text(encoding="utf-8"), re.MULTILINE), path


def _python_files(path: Path) -> list[Path]:
    return [path] if path.suffix == ".py" else list(path.rglob("*.py"))


def test_each_target_of_make_exists() -> None:
    """`make something` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name, text in DOCUMENTS.items():
        named = set(re.findall(r"`make ([a-z-]+)", text)) | set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE))
        assert named <= targets, name


def _commands() -> dict[str, set[str]]:
    """Return the commands of `python -m assistant` with their options; groups ("bookings") with their commands."""
    found: dict[str, set[str]] = {}
    todo = [("", typer.main.get_command(app))]
    while todo:
        name, command = todo.pop()
        below = getattr(command, "commands", {})
        todo += [(f"{name} {word}".strip(), one) for word, one in below.items()]
        found[name] = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | set(below)
    return found


def test_each_command_exists() -> None:
    """`python -m assistant ...` in a document is a command, with options that it has."""
    commands = _commands()
    assert "bookings list" in commands
    for name, text in DOCUMENTS.items():
        for line in re.findall(r"python -m assistant ([^`\n]+)", text):
            words = [word for word in line.split("#")[0].split(">")[0].split() if word != "..."]
            if not words:
                continue
            known = f"{words[0]} {words[1]}" if words[0] == "bookings" and len(words) > 1 else words[0]
            assert known in commands, f"{name}: {line}"
            options = {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)}
            assert options <= commands[known], f"{name}: {line}"


def test_each_setting_exists() -> None:
    """A document names no setting that would stop the start."""
    known = {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields} | _OF_OTHERS
    for name, text in DOCUMENTS.items():
        assert set(re.findall(r"\bASSISTANT_[A-Z_]*[A-Z]\b", text)) <= known, name
