"""What the HTTP door answers where it can't answer: one form for all, in words that the page can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import JSONResponse

MAX_CHARACTERS = 1000
"""Characters of one message; the page says so too."""
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

BAD_JSON = Problem(400, "bad_json", "The message could not be read. Please send it again.")
SESSION_MISSING = Problem(401, "session_missing", "There is no chat open. Please start again.", _LOGIN)
SESSION_EXPIRED = Problem(401, "session_expired", "This chat has ended. Please start again.", _LOGIN)
SESSION_INVALID = Problem(401, "session_invalid", "This chat could not be found. Please start again.", _LOGIN)
NOT_FOUND = Problem(404, "not_found", "There is nothing at this address.")
NOT_ALLOWED = Problem(405, "not_allowed", "This address does not take that kind of request.")
TOO_SLOW = Problem(408, "too_slow", "The message did not arrive in time. Please send it again.", _CLOSE)
NOT_OFFERED = Problem(
    409, "button_not_offered", "That choice is no longer open. Pick one of the last choices, or type your question."
)
TOO_LARGE = Problem(
    413, "too_large", f"Your message is too long. Please use at most {MAX_CHARACTERS:,} characters.", _CLOSE
)
TOO_LONG = Problem(422, "too_long", f"Your message is too long. Please use at most {MAX_CHARACTERS:,} characters.")
BAD_SESSION = Problem(422, "bad_request", "A new chat takes no settings. Send an empty body or {}.")
BAD_MESSAGE = Problem(
    422, "bad_request", 'Send {"text": "your question"} or {"press": "id of a button"}, and nothing else.'
)
TOO_MANY = Problem(
    429,
    "too_many",
    "Too many messages at once. Please wait for the answer, then send the next one.",
    {"Retry-After": "5"},
)
FAILED = Problem(500, "failed", "Something went wrong on our side. Please try again.")
