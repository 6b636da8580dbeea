"""The urgent-help gate: what in a patient's message can't wait for an answer, in plain Python, without Rasa."""

from assistant.safety.gate import assess, explain
from assistant.safety.tiers import Assessment, Tier

__all__ = ["Assessment", "Tier", "assess", "explain"]
