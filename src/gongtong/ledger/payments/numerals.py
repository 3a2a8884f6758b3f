"""Numbers as people write them for a building, a unit or a room (房号数字)."""

from typing import Final

_DIGITS: Final = "〇零一二两三四五六七八九"
_VALUES: Final = dict(zip(_DIGITS, (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
CHINESE: Final = f"{_DIGITS}十百"
_SPELT_OUT: Final = 3
_HUNDRED: Final = 100


def read_number(text: str) -> int | None:
    """Read Arabic or Chinese figures; nothing when nobody would write a number so (读取数字).

    >>> read_number("十二"), read_number("二十"), read_number("四零一"), read_number("四百零二"), read_number("一三")
    (12, 20, 401, 402, None)
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(character in _VALUES for character in text):
        return _spelt_out(text)
    hundreds, has_hundreds, rest = text.rpartition("百")
    if has_hundreds and len(hundreds) != 1:
        return None
    tail = _below_hundred(rest, after_hundred=bool(has_hundreds))
    if tail is None:
        return None
    return _VALUES.get(hundreds, 0) * _HUNDRED + tail


def _spelt_out(text: str) -> int | None:
    """Read figures one by one; two of them alone could be a slip for something else."""
    if len(text) != 1 and len(text) < _SPELT_OUT:
        return None
    return int("".join(str(_VALUES[character]) for character in text))


def _below_hundred(text: str, *, after_hundred: bool) -> int | None:
    if after_hundred and not text:
        return 0
    if after_hundred and text[0] in "〇零":
        text = text[1:]
    tens, has_tens, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or not text:
        return None
    if any(figure and not _VALUES.get(figure) for figure in (tens, ones)):
        return None
    if not has_tens:
        return _VALUES[tens]
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)
