"""Days, times and amounts as a bank writes them, read exactly or not at all (单元格读取)."""

import re
from datetime import date, time
from functools import lru_cache
from typing import Final

from gongtong.core.money import yuan
from gongtong.ledger.exchange.banks.mapping import AmountForm

DIRECTIVES: Final = {"Y": 4, "y": 2, "m": 2, "d": 2, "H": 2, "M": 2, "S": 2}
"""The parts of a day or time that a format may name, and the most figures of each."""

_TOKEN: Final = re.compile(r"%(.)|([^%])", re.DOTALL)
_EXTRA_ZEROS: Final = re.compile(r"(?<=\.\d\d)0+", re.ASCII)
_CENTURY: Final = 2000
_DECIMAL: Final = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?", re.ASCII)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_NOT_IN_HUNDREDTHS: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
        "BHD",
        "IQD",
        "JOD",
        "KWD",
        "LYD",
        "OMR",
        "TND",
    ]
)


def format_problem(text: str) -> str | None:
    """Say what is wrong with a format of days or times, if anything is (检查日期格式)."""
    known = ", ".join(f"%{name}" for name in DIRECTIVES)
    names = [match[1] for match in _TOKEN.finditer(text) if match[1] is not None]
    strange = [f"%{name}" for name in names if name not in DIRECTIVES]
    if strange or text.count("%") != len(names):
        return f"{' '.join(strange) or 'a lone %'} is not one of {known}"
    if len(set(names)) != len(names):
        return "a part stands twice"
    return None if names else f"it names none of {known}"


@lru_cache
def _pattern(text: str) -> re.Pattern[str]:
    tokens = [(match[1], match[2]) for match in _TOKEN.finditer(text)]
    parts: list[str] = []
    for at, (name, sign) in enumerate(tokens):
        if name is None:
            parts.append(re.escape(sign))
            continue
        most = DIRECTIVES[name]
        # where two parts touch, or the year stands, each has all its figures: 2025111 is no day
        beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
        is_fixed = name in "Yy" or any(other is not None for other, _ in beside)
        parts.append(rf"(?P<{name}>\d{{{most if is_fixed else 1},{most}}})")
    return re.compile("".join(parts), re.ASCII)


def read_moment(text: str, formats: tuple[str, ...]) -> tuple[date | None, time | None]:
    """Read a day, a time or both by the first format that fits; raises `ValueError` if none does (读取日期时间).

    >>> read_moment("20250104", ("%Y-%m-%d", "%Y%m%d"))
    (datetime.date(2025, 1, 4), None)
    """
    for form in formats:
        match = _pattern(form).fullmatch(text)
        if match is not None:
            parts = {name: int(figures) for name, figures in match.groupdict().items()}
            return _day(parts), _time(parts)
    raise ValueError(text)


def _day(parts: dict[str, int]) -> date | None:
    year = parts.get("Y", _CENTURY + parts["y"] if "y" in parts else None)
    if year is None or "m" not in parts or "d" not in parts:
        return None
    return date(year, parts["m"], parts["d"])


def _time(parts: dict[str, int]) -> time | None:
    return time(parts["H"], parts.get("M", 0), parts.get("S", 0)) if "H" in parts else None


def read_amount(text: str, form: AmountForm) -> int | None:
    """Read an amount in minor units, None for an empty cell; raises `ValueError` (读取金额).

    Zeros beyond two decimals are no matter; any other figure there is refused, for nothing is rounded.

    >>> read_amount("¥1,234.5000", AmountForm()), read_amount("-", AmountForm())
    (123450, None)
    """
    if text in form.empty:
        return None
    plain = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if (form.thousands, form.decimal) != (",", "."):
        marks = {form.thousands: ",", form.decimal: "."}
        plain = "".join(marks.get(sign, "?" if sign in ",." else sign) for sign in plain)
    return yuan(_EXTRA_ZEROS.sub("", plain))


def read_decimal(text: str) -> int:
    """Read a plain decimal, as standard files write amounts, in minor units; raises `ValueError` (读取小数).

    >>> read_decimal("+1234.5"), read_decimal("-0.010000")
    (123450, -1)
    """
    match = _DECIMAL.fullmatch(text.strip())
    if match is None or not (match[2] or match[3]):
        raise ValueError(text)
    return yuan(f"{match[1]}{match[2] or '0'}.{(match[3] or '').rstrip('0') or '0'}")


def currency_problem(code: str) -> tuple[str, str] | None:
    """Say in English and Chinese why amounts cannot be kept in a currency, if so (检查币种).

    Amounts are kept in hundredths: a currency that is divided otherwise is not read.
    """
    if not _CURRENCY.fullmatch(code):
        return f"{code!r} is not a currency", f"“{code}”不是币种"
    if code in _NOT_IN_HUNDREDTHS:
        return f"{code} is not divided into hundredths", f"{code}不以百分之一为最小单位"
    return None
