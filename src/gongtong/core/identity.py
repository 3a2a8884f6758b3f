"""Who somebody is on paper: names and telephone numbers in one way of writing (身份信息)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN_NAMES = re.compile(r"[、,，;；]")
_BETWEEN_DIGITS = re.compile(r"[\s\-]")
_PHONE = re.compile(r"1\d{10}|0\d{9,11}", re.ASCII)
_COUNTRY_PREFIX = re.compile(r"(?:\+|00)86(?=1\d{10}$)", re.ASCII)
_LONGEST_NAME = 100


def normal_name(name: str) -> str:
    """Write a name without the blanks that sheets put into it for looks (姓名去空格).

    >>> normal_name("张　三"), normal_name("John  Smith")
    ('张三', 'John Smith')
    """
    return " ".join(name.split()) if name.isascii() else "".join(name.split())


def split_names(text: str) -> tuple[str, ...]:
    """Take the names of joint owners apart (拆分共有人).

    >>> split_names("崔永平、韩 俊杰")
    ('崔永平', '韩俊杰')
    """
    return tuple(normal_name(part) for part in _BETWEEN_NAMES.split(text))


def are_names(names: Sequence[str]) -> bool:
    """Say whether these can name the owners of one dwelling: each once, none empty (姓名是否有效)."""
    return (
        bool(names)
        and len(set(names)) == len(names)
        and all(name and name.isprintable() and len(name) <= _LONGEST_NAME for name in names)
    )


def normal_phone(phone: str) -> str:
    """Write a telephone number as digits only, without the prefix of the country (电话规范化).

    >>> normal_phone("+86 199-0292-0099"), normal_phone("0716-0000000")
    ('19902920099', '07160000000')
    """
    digits = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", phone))
    return _COUNTRY_PREFIX.sub("", digits)


def is_phone(phone: str) -> bool:
    """Say whether this is a mobile number, or a landline with its area code (电话是否有效)."""
    return _PHONE.fullmatch(phone) is not None
