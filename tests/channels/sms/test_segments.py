"""Texts are counted as phone companies count them."""

from __future__ import annotations

import smsutil
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.sms.segments import characters, fits, is_gsm, plain, segments

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38, basic table, without the escape sign at 0x1B."""
EXTENSION = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
"""GSM 03.38, extension table: each sign after an escape sign."""


def test_the_library_has_the_tables_of_gsm_03_38() -> None:
    """The library knows the 127 signs of the basic table at their places, the ten of the extension, and no other."""
    assert len(BASIC) == 127
    places = [place for place in range(128) if place != 0x1B]
    for place, sign in zip(places, BASIC, strict=True):
        assert sign.encode("gsm0338") == bytes([place])
        assert characters(sign) == 1
    for sign, place in EXTENSION.items():
        assert sign.encode("gsm0338") == bytes([0x1B, place])
        assert characters(sign) == 2
    allowed = set(BASIC) | set(EXTENSION) | {"\x1b"}
    assert [chr(code) for code in range(0x10000) if smsutil.is_valid_gsm(chr(code)) and chr(code) not in allowed] == []


def test_segments_hold_160_then_153_and_70_then_67() -> None:
    """One segment holds 160 characters, several 153 each; 70 and 67 where one character is not in the tables."""
    assert [segments("a" * n) for n in (0, 1, 160, 161, 306, 307, 459)] == [0, 1, 1, 2, 2, 3, 3]
    assert [segments("é" + "a" * (n - 1)) for n in (160, 161)] == [1, 2]
    assert [segments("ж" * n) for n in (1, 70, 71, 134, 135)] == [1, 1, 2, 2, 3]
    assert [segments("€" * n) for n in (80, 81, 152, 153)] == [1, 2, 2, 3]
    assert segments("\N{GRINNING FACE}" * 35) == 1
    assert segments("\N{GRINNING FACE}" * 36) == 2


def test_a_sign_of_two_septets_is_not_torn_apart() -> None:
    """An escape sign and what it escapes stay in one segment: 152 and one of two need a second segment."""
    parts = smsutil.split("a" * 152 + "€" + "b" * 100).parts
    assert [part.content for part in parts] == ["a" * 152, "€" + "b" * 100]


@given(st.text(alphabet=st.sampled_from(BASIC + "".join(EXTENSION)), max_size=700))
def test_the_library_splits_without_loss(text: str) -> None:
    """Each segment holds at most 153 septets, nothing is lost between them, and the count is that of the parts."""
    if not text:
        assert segments(text) == 0
        return
    parts = smsutil.split(text).parts
    assert "".join(part.content for part in parts) == text
    assert segments(text) == len(parts)
    if len(parts) > 1:
        assert all(characters(part.content) <= 153 for part in parts)
    else:
        assert characters(text) <= 160


def test_quotes_dashes_and_spaces_are_plain() -> None:
    """One curly quote would make a text cost twice as much; signs that can't be seen are gone."""
    typed = "\u201cIt\u2019s fine\u201d \u2013 really\u2026\u00a0now\u202f\u2022 a\x00b\x1b\r\nnext\u2028line"
    assert plain(typed) == '"It\'s fine" - really... now - a b \nnext line'
    assert is_gsm(plain(typed))


def test_letters_stay_as_they_are() -> None:
    """A name in another script is sent whole, and counted for what it costs."""
    for name in ("Łukasz", "李明", "مريم", "Zoë"):
        assert plain(name) == name
        assert not is_gsm(name)


def test_two_segments_fit() -> None:
    """306 characters fit into one text, 307 do not."""
    assert fits("a" * 306)
    assert not fits("a" * 307)
