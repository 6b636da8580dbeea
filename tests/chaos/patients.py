"""Patients who ask one question after the other, each marked, and send it again until there is an answer."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
from cluster import PHONE

QUESTIONS = (
    ("what are the side effects of chemo", "chemotherapy"),
    ("what are the side effects of radiation", "radiation"),
    ("what is kyphoplasty", "kyphoplasty_vertebroplasty"),
    ("how is surgery done", "surgery"),
    ("what is targeted therapy", "targeted_therapy"),
)
PATIENCE_SECONDS = 120.0
"""A message that is not answered by then is lost."""
FIRST_PATIENT = 500
"""Numbers from here on are no temperature: "(note 38-0)" got the answer to a fever."""


@dataclass
class Asked:
    """One message of a patient, and what came back."""

    text: str
    topic: str
    identifier: str
    answer: dict[str, Any] | None = None
    tries: int = 0

    @property
    def safe(self) -> bool:
        """Whether the safe reply was the answer."""
        return bool(self.answer and self.answer["record"]["outcome"] == "error")


@dataclass
class Patient:
    """One conversation."""

    number: int
    token: str = ""
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """What came back that never may."""
    refusals: Counter[str] = field(default_factory=Counter)
    """Errors after which a message was sent again."""

    async def talk(self, http: httpx.AsyncClient, turns: int, pause: float) -> None:
        """Ask `turns` questions; between two of them, wait `pause` seconds, more or less."""
        chance = random.Random(self.number)
        await asyncio.sleep(chance.uniform(0, pause))
        begun = await self._post(http, "/api/sessions", {})
        if begun is None:
            self.wrong.append("no conversation could be begun")
            return
        self.token = begun["token"]
        for turn in range(turns):
            question, topic = QUESTIONS[(self.number + turn) % len(QUESTIONS)]
            asked = Asked(f"{question} (note {self.number}-{turn})", topic, uuid.uuid4().hex)
            self.asked.append(asked)
            # Now and then a message is sent twice at once, as a second tab or an impatient network does.
            copies = 2 if chance.random() < 0.1 else 1
            answers = await asyncio.gather(*(self._send(http, asked) for _ in range(copies)))
            asked.answer = answers[0]
            self._look_at(asked, answers)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    async def _send(self, http: httpx.AsyncClient, asked: Asked) -> dict[str, Any] | None:
        return await self._post(http, "/api/messages", {"text": asked.text, "id": asked.identifier}, asked)

    def _look_at(self, asked: Asked, answers: list[dict[str, Any] | None]) -> None:
        for answer in answers:
            if answer is None:
                self.wrong.append(f"lost: {asked.text}")
                continue
            words = " ".join(message["text"] for message in answer["messages"])
            if answer["record"]["outcome"] == "error":
                if PHONE not in words:
                    self.wrong.append(f"a safe reply without the number: {words}")
            elif answer["record"]["topic"] != asked.topic:
                self.wrong.append(f"the answer to another question: {asked.text}: {words}")

    async def shown(self, http: httpx.AsyncClient) -> list[dict[str, Any]]:
        """Return what a reload of the page shows."""
        headers = {"Authorization": f"Bearer {self.token}"}
        response = await http.get("/api/messages", headers=headers)
        assert response.status_code == 200, response.text
        turns: list[dict[str, Any]] = response.json()["turns"]
        return turns

    async def _post(
        self, http: httpx.AsyncClient, path: str, body: dict[str, str], asked: Asked | None = None
    ) -> dict[str, Any] | None:
        """Post until it is answered, as the widget does: the same id each time."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE_SECONDS
        while loop.time() < deadline:
            if asked is not None:
                asked.tries += 1
            try:
                response = await http.post(path, json=body, headers=headers)
            except httpx.TransportError as error:
                self.refusals[type(error).__name__] += 1
            else:
                if response.status_code < 300:
                    return dict(response.json())
                if response.status_code < 500:
                    self.wrong.append(f"{path}: {response.status_code} {response.text[:100]}")
                    return None
                self.refusals[str(response.status_code)] += 1
            await asyncio.sleep(0.5)
        return None
