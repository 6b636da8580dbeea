"""Typed text in one plain shape."""

# ruff: noqa: RUF001 - words of other scripts

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.folding import MAX_CHARACTERS, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("CHEMO", "chemo"),
        ("  what   is\tchemo \n", "what is chemo"),
        ("what is chemo\n how is it given", "what is chemo. how is it given"),
        ("what is chemo?\nHow is it given\r\n\r\nWhy", "what is chemo? how is it given. why"),
        ("i asked them\nabout chemo", "i asked them about chemo"),
        ("it\u2019s \u201cchemo\u201d", 'it\'s "chemo"'),
        ("it`s it\u00b4s", "it's it's"),
        ("mind\u2013body mind\u2014body mind\u2011body", "mind-body mind-body mind-body"),
        ("che\u200bmo", "chemo"),
        ("radi\u00adation", "radiation"),
        ("\ufeffhello\u200d", "hello"),
        ("a\x00b\x07c", "a b c"),
        ("\x1b[31mred", "[31mred"),
        ("a\u00a0b\u2003c", "a b c"),
        ("\uff23\uff28\uff25\uff2d\uff2f", "chemo"),
        ("nooooo!!!!!", "noo!!"),
        ("\ue000\ud800x", "x"),
        ("что ТАКОЕ", "что такое"),
        ("化疗的副作用", "化疗的副作用"),
        ("ما هو العلاج", "ما هو العلاج"),
        ("😀😀😀", "😀😀😀"),
        ("e\u0301", "\u00e9"),
        ("<b>what</b> is <EM>chemo</em>?<br/>", "what is chemo ?"),
        ("<i want to die>", "<i want to die>"),
        ("bp <normal with chest pain, hr>130", "bp <normal with chest pain, hr>130"),
        ("", ""),
        (" \u200b\n\x00", ""),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    """Case, quotes, dashes, widths, bare tags and what can't be seen make no difference; scripts and all words stay."""
    assert fold(typed) == folded


@pytest.mark.parametrize("unit", ["a", "ab", "chemo ", "\x00", "😀", "\ufdfa", "\u0130", "\u0301", "\u200b"])
def test_a_message_of_any_length_is_cut_before_it_is_looked_at(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 100 kB of anything only the first characters cost anything, and what is left is short."""
    looked_at: list[int] = []
    normalize = unicodedata.normalize

    def counted(form: Any, text: str) -> str:
        looked_at.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", counted)
    assert len(fold(unit * (100_000 // len(unit)))) <= MAX_CHARACTERS
    assert 0 < max(looked_at) <= 4 * MAX_CHARACTERS


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_what_is_left_can_be_seen(text: str) -> None:
    """Whatever is typed, nothing invisible and no doubled space is left."""
    folded = fold(text)
    assert not {unicodedata.category(character) for character in folded} & {"Cc", "Cf", "Cs", "Co"}
    assert "  " not in folded
    assert folded == folded.strip()
