"""The report with transcripts that a clinician reads and signs: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.conversation_tests.messages import failure_text
from assistant.conversation_tests.reading import shown
from assistant.conversation_tests.running import Result
from assistant.settings import load_settings
from knowledge.reader import load_knowledge

_TEMPLATES = Path(__file__).parent


def html_of(results: Sequence[Result], made: datetime) -> str:
    """Return the report as one page; all texts are escaped."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html.j2").render(
        groups=[(name.replace("_", " "), list(group)) for name, group in groupby(results, _trouble)],
        results=results,
        failed=[result for result in results if not result.passed],
        known=[result for result in results if result.passed and result.failure is not None],
        made=made.strftime("%B %d, %Y, %H:%M"),
        version=load_knowledge().version,
        hospital=load_settings().hospital_name,
        failure_text=failure_text,
        shown=shown,
    )


def write_html(results: Sequence[Result], path: Path) -> None:
    """Write the report.

    Raises:
        OSError: the file can't be written.
    """
    path.write_text(html_of(results, datetime.now().astimezone()), encoding="utf-8")


def _trouble(result: Result) -> str:
    return result.conversation.trouble
