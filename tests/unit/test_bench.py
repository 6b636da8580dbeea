"""The benchmark's arithmetic and its report; the measuring itself is tried by `make bench`."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest

from bench import measure, report
from bench.gate import Look
from bench.holds import longest_hold
from bench.measure import Figures, percentile, questions
from bench.plot import draw

OURS = Figures(3.0, 250.0, 2.0, 8.0, (10.0, 20.0, 30.0), {1: 60.0, 16: 90.0}, {1: 9.0, 10: 10.0, 1000: 12.0})
STOCK = Figures(12.0, 1000.0, 10.0, 40.0, (50.0, 60.0, 70.0), {1: 20.0, 16: 15.0}, {1: 30.0, 10: 40.0, 1000: 2800.0})


def test_a_percentile_is_a_measured_value() -> None:
    """Half of a hundred values are below the p50, and the p99 is among them, in whatever order they came."""
    values = [float(value) for value in reversed(range(100))]
    assert percentile(values, 0.5) == 50.0
    assert percentile(values, 0.99) == 99.0
    assert percentile([7.0], 0.95) == 7.0


def test_no_message_is_sent_twice() -> None:
    """A text that was sent before would be remembered: each is new, however many are asked for."""
    sent = list(itertools.islice(questions(), 3000))
    assert len(set(sent)) == 3000


def test_ratios_say_how_many_times_better_this_assistant_is() -> None:
    """Above one is better for this assistant, in times (less is better) and in rates (more is better)."""
    rows = {row[0]: row[3] for row in report.rows(OURS, STOCK)}
    assert rows["start to first answer, s"] == "4.0"
    assert rows["a turn, p50, ms"] == "5.0"
    assert rows["turns per second, 16 at once"] == "6.0"
    assert rows["turns per second, one at a time"] == "3.0"


def test_without_stock_no_ratio_is_made_up() -> None:
    """Where stock was not measured, its columns are empty."""
    assert {row[2:] for row in report.rows(OURS, None)} == {(report.NO_STOCK, report.NO_STOCK)}


def test_growth_is_from_the_tenth_turn_to_the_last() -> None:
    """The growth of a turn's cost is measured from turn 10; a short conversation has none."""
    assert report.growth(OURS) == "1.2 times from turn 10 to turn 1000"
    assert report.growth(STOCK) == "70.0 times from turn 10 to turn 1000"
    assert "too short" in report.growth(Figures(by_length={1: 1.0, 10: 2.0}))


def test_the_gate_is_told_of_each_kind_of_message() -> None:
    """An ordinary question and an urgent message cost differently: neither figure stands for the other."""
    told = report.gate([Look("ordinary questions", 300, 2.51, 9.0), Look("urgent messages", 40, 8.0, 20.0)])
    assert "2.5 ms at the median and 9.0 ms at p95 on 300 ordinary questions" in told
    assert "8.0 ms at the median and 20.0 ms at p95 on 40 urgent messages" in told


def test_only_the_figures_of_the_document_are_replaced() -> None:
    """What stands around the figures stays; a document without a place for them is refused."""
    document = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    assert report.written(document, "new") == f"before\n{report.BEGIN}\nnew\n{report.END}\nafter\n"
    with pytest.raises(ValueError, match="lacks the lines"):
        report.written("no place", "new")


def test_the_long_conversation_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the long conversation takes longer than there is patience, it is reported up to where it came.

    A turn in it that is not answered is counted.
    """

    class Slow:
        async def begin(self) -> None:
            """Begin."""

        async def say(self, text: str) -> bool:
            """Answer at once all but one message; the clock of the test is what is slow."""
            return text != "lost"

    clock = itertools.count()
    monkeypatch.setattr(measure.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(measure, "PAUSE", 0.0)
    monkeypatch.setattr(measure, "_PATIENCE", 90.0)
    texts = itertools.chain(["lost"], itertools.repeat("x"))
    reached, unanswered = asyncio.run(measure._by_length(Slow(), texts, 1000))
    assert unanswered == 1
    assert list(reached)[:2] == [1, 10]
    assert 10 < max(reached) < 90


def test_a_long_conversation_says_the_same_ten_questions_at_each_length() -> None:
    """A turn at 1,000 is compared with one at 10 that was asked the same; yet no text comes twice."""
    said = list(itertools.islice(measure.ten_questions(), 1010))
    assert len({*said, *itertools.islice(measure.questions(), 1000)}) == 2010
    first, last = (sorted(text.rpartition(" ")[0] for text in said[length - 10 : length]) for length in (10, 1010))
    assert first == last


def test_the_longest_hold_is_of_the_time_asked_for(tmp_path: Path) -> None:
    """What held the event loop before the load is left out; a file that was never written says nothing was measured."""
    (tmp_path / "holds").write_text("100.000 900.00\n200.000 30.50\n201.000 12.00\n", encoding="ascii")
    assert longest_hold(tmp_path / "holds", 150.0) == 30.5
    assert longest_hold(tmp_path / "none", 0.0) == 0.0


def test_the_picture_is_drawn_with_and_without_stock(tmp_path: Path) -> None:
    """The same figures give the same file, with stock Rasa and without it."""
    draw(OURS, STOCK, tmp_path / "one.svg")
    draw(OURS, STOCK, tmp_path / "two.svg")
    draw(OURS, None, tmp_path / "alone.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert "this assistant" in (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert (tmp_path / "alone.svg").stat().st_size > 1000
