"""While replicas are killed and the database fails, no turn is lost, doubled, out of order or shown to another person.

`make chaos` runs the full form (200 conversations, 2,200 turns); among the other tests a small one runs.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from cluster import SECRET, Cluster, running_cluster
from patients import FIRST_PATIENT, Patient
from real_nginx import NGINX
from real_postgres import programs
from troubles import ALL, make_trouble

from assistant.booking.keys import Keys
from assistant.channels.website.tokens import Tokens
from assistant.privacy.sealing import Sealing
from assistant.tracker_store.store import ConversationStore

FULL = os.environ.get("CHAOS") == "full"
_MARK = re.compile(r"\(note (\d+)-(\d+)\)")


@dataclass(frozen=True)
class Size:
    """How much of it."""

    conversations: int
    turns: int
    pause: float
    calm: float


SIZE = Size(200, 11, 30.0, 15.0) if FULL else Size(20, 8, 3.0, 1.5)


async def test_no_turn_is_lost_doubled_or_crossed(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every message is answered once, by its answer or the safe reply; what is stored is what was said, in order."""
    if NGINX is None or programs() is None:
        pytest.skip("nginx and PostgreSQL are not installed (apt-get install nginx-light postgresql)")
    patients = [Patient(FIRST_PATIENT + one) for one in range(SIZE.conversations)]
    troubles: Counter[str] = Counter()
    with running_cluster(tmp_path) as cluster:
        await asyncio.to_thread(cluster.wait_until_ready)
        limits = httpx.Limits(max_connections=2 * SIZE.conversations, max_keepalive_connections=SIZE.conversations)
        async with httpx.AsyncClient(base_url=cluster.url, verify=False, timeout=45, limits=limits) as http:
            enough = asyncio.Event()
            trouble = asyncio.create_task(make_trouble(cluster, ALL, SIZE.calm, troubles, enough))
            await asyncio.gather(*(patient.talk(http, SIZE.turns, SIZE.pause) for patient in patients))
            enough.set()
            await trouble
            counts, wrong = await _compare(cluster, http, patients)
        logged = Counter(re.findall(r"(?:assistant|actions)\S* ([a-z_.]+ error=\w+)", cluster.logs()))
    with capsys.disabled():
        print(f"\n{_summary(counts, troubles)}\nlogged: {dict(logged)}")
    assert not wrong, f"{Counter(one.partition(':')[0] for one in wrong)} {wrong[:20]}"
    assert counts["answered"] + counts["safe replies"] == SIZE.conversations * SIZE.turns
    assert counts["answered"] > counts["safe replies"]
    assert troubles["kill_a_replica"] >= 1
    assert troubles["freeze_the_database"] >= 1


async def _compare(
    cluster: Cluster, http: httpx.AsyncClient, patients: list[Patient]
) -> tuple[Counter[str], list[str]]:
    """Compare what patients were told with what is stored; return the counts, and all that is wrong."""
    store = ConversationStore(cluster.address, Sealing(Keys((cluster.keys,)), "conversations"))
    tokens = Tokens(SECRET, 12)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for patient in patients:
        wrong += [f"{one} (patient {patient.number})" for one in patient.wrong]
        counts.update({f"sent again after {name}": number for name, number in patient.refusals.items()})
        events = store.events_of(tokens.conversation_of(patient.token))
        stored = [str(event["text"]) for event in events if event["event"] == "user"]
        shown = await patient.shown(http)
        wrong += _in_order(patient, stored) + _in_order(patient, [turn["you"] for turn in shown if turn["you"]])
        by_id = {turn["id"]: turn for turn in shown}
        for asked in patient.asked:
            counts["safe replies" if asked.safe else "answered"] += asked.answer is not None
            counts["sent twice or again"] += asked.tries > 1
            kept = stored.count(asked.text)
            if kept > 1:
                wrong.append(f"doubled: {asked.text}")
            if asked.answer and not asked.safe and kept != 1:
                wrong.append(f"answered and not kept: {asked.text}")
            if asked.safe and kept:
                # It was sent again while it was worked on, or its patient had waited too long: the answer is there
                # after a reload.
                counts["answered after the safe reply was given"] += 1
            if asked.answer and asked.identifier not in by_id:
                counts["not shown again after a reload"] += 1
            elif asked.answer and not asked.safe and by_id[asked.identifier]["messages"] != asked.answer["messages"]:
                wrong.append(f"shown otherwise after a reload: {asked.text}")
    return counts, wrong


def _in_order(patient: Patient, texts: list[str]) -> list[str]:
    """Return what is wrong with the marks in stored texts: another's, twice, or out of order."""
    marks = [tuple(map(int, found.groups())) for text in texts if (found := _MARK.search(text))]
    turns = [turn for _, turn in marks]
    wrong = []
    if len(marks) != len(texts) or any(number != patient.number for number, _ in marks):
        wrong.append(f"another's words: patient {patient.number}: {texts}")
    if turns != sorted(set(turns)):
        wrong.append(f"out of order or doubled: patient {patient.number}: {turns}")
    return wrong


def _summary(counts: Counter[str], troubles: Counter[str]) -> str:
    lines = [f"{SIZE.conversations} conversations, {SIZE.turns} turns each"]
    lines += [f"{name.replace('_', ' ')}: {number}" for name, number in sorted(troubles.items())]
    lines += [f"{name}: {number}" for name, number in sorted(counts.items())]
    return "\n".join(lines)
