"""Writes results as JUnit XML, which CI servers read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.reading import shown
from assistant.conversation_tests.running import Result


def write_junit(results: Sequence[Result], path: Path) -> None:
    """Write one suite with a test case for each conversation and channel.

    Raises:
        OSError: the file can't be written.
    """
    failed = [result for result in results if not result.passed]
    known = [result for result in results if result.passed and result.failure is not None]
    seconds = f"{sum(result.seconds for result in results):.3f}"
    counts = {"tests": str(len(results)), "failures": str(len(failed)), "skipped": str(len(known)), "errors": "0"}
    suite = Xml.Element("testsuite", {"name": "conversations", "time": seconds, **counts})
    for result in results:
        file = shown(result.conversation.path)
        case = Xml.SubElement(
            suite,
            "testcase",
            classname=file.removesuffix(".yml").replace("/", "."),
            name=result.name,
            time=f"{result.seconds:.3f}",
            file=file,
            line=str(result.conversation.line),
        )
        if not result.passed:
            text = failure_text(result)
            Xml.SubElement(case, "failure", message=_clean(text.splitlines()[0])).text = _clean(text)
        elif result.failure is not None:
            Xml.SubElement(case, "skipped", message=f"known problem: {result.conversation.case.known_problem}")
    Xml.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def _clean(text: str) -> str:
    """Return `text` without the control characters that XML can't hold."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
