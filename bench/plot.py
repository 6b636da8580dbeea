"""The figures as a picture: what is how many times better, and what a long conversation costs."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from bench.measure import Figures
from bench.report import rows

_OURS, _STOCK = "#1f6f8b", "#b0b0b0"


def draw(ours: Figures, stock: Figures | None, path: Path) -> None:
    """Write the picture of SQLite's figures to `path` (SVG)."""
    mpl.rcParams["svg.hashsalt"] = "bench"  # the same figures give the same file
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    ratios = [(what, float(times)) for what, _, _, times in rows(ours, stock) if times.replace(".", "").isdigit()]
    names, values = [what for what, _ in ratios], [times for _, times in ratios]
    bars = left.barh(names[::-1], values[::-1], color=_OURS)
    left.bar_label(bars, fmt="%.1f", padding=3)
    left.axvline(1, color="black", linewidth=1)
    left.set_xlabel("times better than stock Rasa 3.6.21")
    for figures, name, colour in ((ours, "this assistant", _OURS), (stock, "stock Rasa 3.6.21", _STOCK)):
        if figures is not None:
            right.plot(list(figures.by_length), list(figures.by_length.values()), "o-", color=colour, label=name)
    right.set_xscale("log")
    right.set_yscale("log")
    right.set_xlabel("turn of the conversation")
    right.set_ylabel("ms")
    right.legend()
    figure.savefig(path, metadata={"Date": None})
