"""`assistant feedback`: what patients thought of the answers on the website."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.commands.terminal import stop_with


def feedback() -> None:
    """List the answers that patients found helpful or not, the least helpful first."""
    from assistant.channels.website.history import DATABASE, History, HistoryError
    from assistant.storage.database import place_of

    place = place_of(DATABASE)
    try:
        opinions = [] if isinstance(place, Path) and not place.exists() else History(place).opinions()
    except HistoryError as error:
        stop_with(str(error))
    if not opinions:
        print("No patient has said yet whether an answer helped.")
        return
    helped, failed = Counter[str](), Counter[str]()
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, ids, helpful, reason in opinions:
        for answer in {identifier.partition("@")[0] for identifier in ids}:
            (helped if helpful else failed)[answer] += 1
            if reason:
                reasons[answer][reason] += 1
    table = Table("answer", "helped", "did not", "why not")
    for answer in sorted({*helped, *failed}, key=lambda name: (-failed[name], -helped[name], name)):
        why = ", ".join(f"{reason} {count}" for reason, count in reasons[answer].most_common())
        table.add_row(answer, str(helped[answer]), str(failed[answer]), why)
    Console().print(table)
