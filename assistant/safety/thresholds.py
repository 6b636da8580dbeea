"""How like the written examples a message, or a part of it, has to be to count. Scores are logits (`second_look`)."""

from __future__ import annotations

from assistant.safety.second_look import ASKED_FROM

CORE = frozenset({"weakness", "saddle_numbness", "bladder_bowel", "fever", "breathing_chest", "suicidal"})
"""Kinds of which none may be missed."""
THRESHOLD, OTHER_THRESHOLD = -0.8, -0.2
"""A message that is more like the urgent examples than this is urgent, of the core kinds and of the others. Tested by
tests/safety/thresholds.yml."""
SENTENCE_THRESHOLD = 2.5
CLAUSE_THRESHOLD = 3.0
"""A sentence or clause has to be more like them than a message: what stands around it may make it calm."""
REST_THRESHOLD, DOUBTFUL = 2.0, -2.5
"""What a message is without its first or last sentence, beside which it may look calm; where it is in some doubt."""
FEARED = 4.0
"""A message that fears death, or tells of one, has to be more like them than this."""
PLAINLY_CALM = -1.0
"""Where a message and each part of it are less like the urgent examples than this, it is plainly calm."""
CALM_THROUGHOUT = ASKED_FROM
"""A message that is less like them than this is not compared part by part: no part of such a one was ever urgent."""
UNSURE = -1.5
"""From here on a message that is not urgent gets the 911 line beside its answer."""
