"""What is wrong with a file, and in which line, in the words of an editor who does not know Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from knowledge.places import Where, nearest

_LOOKS_LIKE = {
    "^[A-Z]{2,4}[0-9]{1,2}$": "the id of a fact, written like CH7",
    r"^[a-z][a-z_]*\.[a-z][a-z_]*$": "an id of small letters, written like surgery.goal",
    "^[0-9a-f]{12}$": "the stamp of words, as `python -m knowledge responses` prints it",
    "^[a-z][a-z_]*$": "a name of small letters and _, written like side_effects",
}
"""What the patterns of `knowledge.records` ask for."""
_KEY = re.compile(r"(?:^|\s)(?:- )?[a-z_]+: ")
"""A key and its colon, which no text in quotes has, or only one that runs on over keys."""
_LIST = "a list is expected here: put it in [square brackets], or each item on a line of its own after '- '"
_KEYS = "keys are expected here, such as 'id: ...', each on a line of its own"
_TEXT = 'text is expected here; put "double quotes" around yes, no, numbers and what has a colon'
_DATE = "a date is expected here, written like 2026-11-23"
_WORDS: dict[str, Callable[[Any], str]] = {
    "missing": lambda error: "this key is missing",
    "tuple_type": lambda error: _LIST,
    "list_type": lambda error: _LIST,
    "frozen_set_type": lambda error: _LIST,
    "model_type": lambda error: _KEYS,
    "dict_type": lambda error: _KEYS,
    "string_type": lambda error: _TEXT,
    "string_pattern_mismatch": lambda error: (
        f"'{error['input']}' is not {_LOOKS_LIKE.get(error['ctx']['pattern'], 'written as it should be')}"
    ),
    "string_too_short": lambda error: "there is nothing here, or too little",
    "too_short": lambda error: "at least one is needed here",
    "enum": lambda error: f"'{error['input']}' is not one of {error['ctx']['expected']}",
    "literal_error": lambda error: f"'{error['input']}' is not one of {error['ctx']['expected']}",
    "date_type": lambda error: _DATE,
    "date_parsing": lambda error: _DATE,
    "date_from_datetime_parsing": lambda error: _DATE,
    "date_from_datetime_inexact": lambda error: _DATE,
    "int_parsing": lambda error: "a whole number is expected here",
    "int_type": lambda error: "a whole number is expected here",
    "greater_than_equal": lambda error: f"a number of at least {error['ctx']['ge']} is expected here",
}


def misfit(error: ValidationError, kind: type[BaseModel]) -> tuple[Where, str]:
    """Return where content does not fit a record, and what is wrong; an unknown key before what is missing for it."""
    found = error.errors()
    first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
    where = tuple(part for part in first["loc"] if part != "[key]") + tuple(first.get("ctx", {}).get("where", ()))
    if first["type"] == "extra_forbidden":
        beside = [one["loc"][-1] for one in found if one["type"] == "missing" and one["loc"][:-1] == where[:-1]]
        known = sorted(set(_keys_of(kind)) - {str(where[-1])})
        guess = nearest(str(where[-1]), map(str, beside)) or nearest(str(where[-1]), known)
        lacking = f"; '{beside[0]}' is missing" if beside else ""
        return where, f"this key is not known here{guess or f'{lacking}; check its spelling and its indentation'}"
    if not where and first["input"] is None:
        return where, "the file is empty"
    words = _WORDS.get(first["type"])
    return where, words(first) if words else str(first["msg"]).removeprefix("Value error, ")


def _keys_of(kind: Any) -> Iterator[str]:
    """Yield every key of a record and of the records within it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield name
            yield from _keys_of(field.annotation)
    for part in get_args(kind):
        yield from _keys_of(part)


def not_yaml(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line, from 1, in which text is no YAML, and what is wrong; a quote that has no end is looked for."""
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    what = f"this is not YAML: {error.problem}"
    opened = _quote_over_keys(text)
    if opened is None and error.context_mark and "quoted" in str(error.context):
        opened = error.context_mark.line + 1
    if opened:
        return line, f"{what}. Does the quote that opens in line {opened} have an end?"
    if error.context_mark and error.context_mark.line + 1 != line:
        what = f"{what}, in what begins in line {error.context_mark.line + 1}"
    return line, f"{what}. Look at the indentation, the colons and the quotes of this line and of those before it"


def _quote_over_keys(text: str) -> int | None:
    """Return the line of the first quoted text that runs over keys of the lines below, before YAML breaks."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and _KEY.search(token.value):
                first = token.start_mark.line
                if first < token.end_mark.line:
                    return first + 1
    except yaml.MarkedYAMLError:
        pass
    return None


def line_of(text: str, location: Where) -> int:
    """Return the line (from 1) of the deepest part of `location` that the file has."""
    try:
        node = YAML().load(StringIO(text))
    except MarkedYAMLError:
        return 1
    line = 0
    for part in location:
        try:
            position = node.lc.data[part]
            line, node = int(position[0]), node[part]
        except (AttributeError, KeyError, TypeError, IndexError):
            break
    return line + 1
