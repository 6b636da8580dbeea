"""What is said over HTTP in place of an answer: one form for all, in words that the page can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse

from assistant.channels.website.words import load_website_file
from assistant.language.folding import MAX_CHARACTERS

MAX_BODY = 16 * 1024
"""Bytes of one request."""


@dataclass(frozen=True)
class Problem:
    """An answer other than success: its status, a code for programs, and words for people."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        """Return the answer to send."""
        content = {"error": {"code": self.code, "message": self.message}}
        return JSONResponse(content, self.status, dict(self.headers))


class ApiError(Exception):
    """Ends a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        """End the request with this `problem`."""
        super().__init__(problem.code)
        self.problem = problem


_LOGIN = {"WWW-Authenticate": "Bearer"}
_CLOSE = {"Connection": "close"}


def _said(status: int, code: str, headers: Mapping[str, str] | None = None) -> Problem:
    """Return a problem whose words patients read: knowledge/website.yml has them under its code."""
    words = load_website_file().problems[code].format(most=f"{MAX_CHARACTERS:,}")
    return Problem(status, code, words, headers or {})


BAD_JSON = _said(400, "bad_json")
SESSION_MISSING = _said(401, "session_missing", _LOGIN)
SESSION_EXPIRED = _said(401, "session_expired", _LOGIN)
SESSION_INVALID = _said(401, "session_invalid", _LOGIN)
NOT_FOUND = Problem(404, "not_found", "There is nothing at this address.")
NOT_ALLOWED = Problem(405, "not_allowed", "This address does not take that kind of request.")
TOO_SLOW = _said(408, "too_slow", _CLOSE)
NOT_OFFERED = _said(409, "button_not_offered")
TOO_LARGE = _said(413, "too_large", _CLOSE)
TOO_LONG = _said(422, "too_long")
BAD_SESSION = Problem(422, "bad_request", "A new chat takes no settings. Send an empty body or {}.")
BAD_MESSAGE = Problem(
    422, "bad_request", 'Send {"text": "your question"} or {"press": "id of a button"}, with an "id" if you like.'
)
BAD_WORDS = Problem(422, "bad_request", 'Send {"text": "what was typed"}.')
BAD_FEEDBACK = Problem(422, "bad_request", 'Send {"turn": 2, "helpful": true}, with a known "reason" if you like.')
BAD_HISTORY = Problem(422, "bad_request", 'Ask with "?after=" and the number of a turn.')
TOO_MANY = _said(429, "too_many", {"Retry-After": "5"})
TOO_FAST = _said(429, "too_fast", {"Retry-After": "60"})
FAILED = _said(500, "failed")
