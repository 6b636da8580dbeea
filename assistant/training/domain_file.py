"""Reads a domain.yml as Rasa reads it, and ten times faster; for those who need more of it than Rasa hands out.

Rasa follows YAML 1.2, where "Yes" is a word; PyYAML follows 1.1, where it is true.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.settings import ROOT

DOMAIN = ROOT / "domain.yml"


class _Loader(yaml.CSafeLoader):
    """PyYAML's C loader with the plain scalars of YAML 1.2 (section 10.3.2, core schema)."""

    yaml_implicit_resolvers: dict[str, Any] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), "-+0123456789")
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$"), "-+.0123456789"
)
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(str(node.value)))


def read_domain(path: Path) -> dict[str, Any]:
    """Return the content of a domain file that Rasa has accepted.

    Raises:
        OSError: it can't be read.
        yaml.YAMLError: it is no YAML.
    """
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return content


@lru_cache(maxsize=1)
def own_domain() -> Mapping[str, Any]:
    """Return the content of this assistant's domain.yml, read once; nobody changes what is returned."""
    return read_domain(DOMAIN)


def session_minutes() -> float:
    """Return how long a conversation is quiet before, on every door, the next message begins a new one."""
    return float(own_domain()["session_config"]["session_expiration_time"])
