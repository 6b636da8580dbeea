"""The answer that Twilio reads from a file while this server is down: who to call, and 911."""

from __future__ import annotations

from assistant.channels.sms.twilio_transport import twiml
from assistant.channels.sms.words import load_texting
from assistant.settings import Settings


def fallback_twiml(settings: Settings) -> str:
    """Return the TwiML file for Twilio's fallback URL, with the hospital's numbers in it.

    Raises:
        KnowledgeError: knowledge/texting.yml can't be used.
    """
    return twiml((load_texting().filled(settings).fallback,)) + "\n"
