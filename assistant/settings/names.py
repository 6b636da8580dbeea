"""The names of settings, in the environment and in the file `.env`: a misspelt one is not passed over.

A setting that nobody reads is a hospital's wish that nobody hears. What other programs put into the environment is left
alone: Kubernetes tells each pod the addresses of the services of its namespace, and ours is called `assistant`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from knowledge.plain_text import NotTextError, read_text

PREFIX = "ASSISTANT_"
USUAL_PORT = 8000
_READ_ELSEWHERE = frozenset(["REPLICAS"])
"""Read by deploy/compose.yaml, which hands all of deploy/.env on to the assistant."""
_NAME = re.compile(r"\w+")
_OF_A_SERVICE = re.compile(r"(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\d+_(TCP|UDP|SCTP)(_PROTO|_PORT|_ADDR)?)")
"""What Kubernetes calls its variables for a service `assistant`, or `assistant-...`, behind our prefix."""
_ADDRESS_OF_A_SERVICE = re.compile(r"(tcp|udp|sctp)://")


def own_port(given: object) -> object:
    """Return what is given as the port, or the usual one where Kubernetes has put the address of our service."""
    from_kubernetes = isinstance(given, str) and _ADDRESS_OF_A_SERVICE.match(given)
    return USUAL_PORT if from_kubernetes and f"{PREFIX}SERVICE_HOST" in os.environ else given


def check_environment(settings: Iterable[str], environment: Mapping[str, str] = os.environ) -> None:
    """Refuse a variable that looks like a misspelt one of `settings`.

    Raises:
        ValueError: there is one; the message says which setting it looks like.
    """
    known = _known(settings)
    for name in _unknown(known, environment):
        if meant := _meant(name, known):
            raise ValueError(_refusal(name, meant))


def without_effect(settings: Iterable[str], environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the variables with our prefix that look like none of `settings`: they may be another program's."""
    known = _known(settings)
    return [name for name in _unknown(known, environment) if not _meant(name, known)]


def check_file(settings: Iterable[str], path: Path) -> None:
    """Refuse a file of settings that can't be read, or that names what is none of `settings`; it need not be there.

    Raises:
        ValueError: the file is to be changed; the message begins with its path and the line.
    """
    if not path.is_file():
        return
    path = path.absolute()
    try:
        text = read_text(path)
    except OSError as error:
        raise ValueError(f"{path}: the file can't be read: {error.strerror}") from error
    except NotTextError as error:
        raise ValueError(f"{path}:{error.line}: {error}") from None
    known = _known(settings)
    for one in parse_stream(StringIO(text)):
        where, name = f"{path}:{_line(one)}", (one.key or "").upper()
        if PREFIX not in (one.original.string.upper() if one.error else name):
            continue
        if one.value is None or not _NAME.fullmatch(name):  # nothing of it is shown: it may hold a secret
            raise ValueError(f"{where}: this is not read. Write NAME=value, with a quote at both ends or at none")
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            raise ValueError(f"{where}: {_refusal(name, _meant(name, known))}")


def _known(settings: Iterable[str]) -> frozenset[str]:
    """Return all names that may stand behind the prefix."""
    return _READ_ELSEWHERE | {name.upper() for name in settings}


def _unknown(known: frozenset[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the names with our prefix that are neither known nor of Kubernetes; it names settings in any case."""
    for name, value in environment.items():
        rest = name.upper().removeprefix(PREFIX)
        if rest == name.upper() or rest in known or _OF_A_SERVICE.fullmatch(rest):
            continue
        if not (rest.endswith("_PORT") and _ADDRESS_OF_A_SERVICE.match(value)):
            yield name


def _meant(name: str, known: frozenset[str]) -> str:
    """Return the setting that `name` most looks like, or nothing."""
    found = get_close_matches(name.upper().removeprefix(PREFIX), sorted(known), n=1)
    return f"{PREFIX}{found[0]}" if found else ""


def _refusal(name: str, meant: str) -> str:
    guess = f"; did you mean {meant}?" if meant else "."
    return f"{name} is no setting{guess} Change the name, or take it out (see docs/settings.md)"


def _line(one: Binding) -> int:
    """Return the line where something is written; the parser counts the empty lines before it to it."""
    before = len(one.original.string) - len(one.original.string.lstrip())
    return one.original.line + one.original.string.count("\n", 0, before)
