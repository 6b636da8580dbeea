"""Which part of the staff's list somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

_LONGEST_NUMBER = 6


@dataclass(frozen=True)
class View:
    """A part of the list. It stands in each address, so that it is kept over pages and on the way back to the list."""

    everything: bool = False
    """Whether requests that are done are listed too."""
    number: int = 1
    """The page."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Return the part that the fields of an address name; what can't be read is the first page."""
        number = given.get("page", "")
        readable = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
        return cls(given.get("all") == "1", int(number) if readable else 1)

    def at(self, number: int) -> Self:
        """Return another page of the same list."""
        return replace(self, number=number)

    def query(self, **more: str) -> str:
        """Return the end of an address that leads here, with further fields; empty for the beginning of the list."""
        fields = {"all": "1"} if self.everything else {}
        if self.number > 1:
            fields["page"] = str(self.number)
        ending = urlencode(fields | more)
        return f"?{ending}" if ending else ""
