"""Mappings as files in TOML, every mistake told with its line and key (映射文件)."""

import re
import tomllib
from codecs import lookup
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.banks.cells import format_problem
from gongtong.ledger.exchange.banks.mapping import (
    AmountForm,
    AmountSign,
    BankColumns,
    BankMapping,
    LineOrder,
)

_TEXT_ENCODINGS: Final = re.compile(
    r"utf[-_]?(8|16)|gb(k|2312|18030)|big5|ascii|latin|iso8859|cp\d+"
)


class _Kind(StrEnum):
    TEXT = "a text"
    TEXTS = "a text or a list of texts"
    WHOLE = "a whole number"
    FLAG = "true or false"
    TABLE = "a table of texts"


_KEYS: Final[Mapping[str, _Kind]] = {
    "name": _Kind.TEXT,
    "encoding": _Kind.TEXTS,
    "delimiter": _Kind.TEXT,
    "sheet": _Kind.TEXT,
    "header": _Kind.TEXTS,
    "header_line": _Kind.WHOLE,
    "order": _Kind.TEXT,
    "currency": _Kind.TEXT,
    "currencies": _Kind.TABLE,
    "empty": _Kind.TEXTS,
    "columns.date": _Kind.TEXT,
    "columns.time": _Kind.TEXT,
    "columns.value_date": _Kind.TEXT,
    "columns.amount": _Kind.TEXT,
    "columns.in": _Kind.TEXT,
    "columns.out": _Kind.TEXT,
    "columns.direction": _Kind.TEXT,
    "columns.balance": _Kind.TEXT,
    "columns.currency": _Kind.TEXT,
    "columns.counterparty": _Kind.TEXT,
    "columns.counterparty_account": _Kind.TEXT,
    "columns.text": _Kind.TEXTS,
    "columns.reference": _Kind.TEXT,
    "amounts.sign": _Kind.TEXT,
    "amounts.thousands": _Kind.TEXT,
    "amounts.decimal": _Kind.TEXT,
    "amounts.empty": _Kind.TEXTS,
    "amounts.in_words": _Kind.TEXTS,
    "amounts.out_words": _Kind.TEXTS,
    "amounts.out_is_negative": _Kind.FLAG,
    "dates.date": _Kind.TEXTS,
    "dates.time": _Kind.TEXTS,
    "footer.starts": _Kind.TEXTS,
    "footer.totals": _Kind.FLAG,
    "account.after": _Kind.TEXT,
}
MAPPING_KEYS: Final = tuple(_KEYS)
"""Every key that a mapping file may hold, in the order of the guide (映射键)."""

_SECTIONS: Final = frozenset(key.partition(".")[0] for key in _KEYS if "." in key)


def read_bank_mapping(content: bytes, *, file: str) -> BankMapping:
    """Read a mapping file; raises `InputError` with every mistake in it (读取映射文件)."""
    try:
        text = content.decode("utf-8-sig")
        told: dict[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InputError([_not_toml(file, "it is not text in UTF-8")]) from error
    except (ValueError, RecursionError) as error:  # figures without end are no TOMLDecodeError
        raise InputError([_not_toml(file, str(error))]) from error
    reader = _Reader(file, text)
    given = reader.flat(told)
    problems = [*reader.problems, *reader.contradictions(given)]
    if problems:
        raise InputError(sorted(problems, key=lambda problem: problem.line or 0))
    return _mapping(given)


def _not_toml(file: str, why: str) -> InputProblem:
    line = re.search(r"at line (\d+)", why)
    return problem_at(
        file,
        line=None if line is None else int(line[1]),
        code="not_toml",
        en=f"the mapping is not TOML: {why}",
        zh="映射文件不是有效的 TOML",
        remedy='write key = "text", lists in square brackets, and sections as [columns]',
    )


@frozen
class _Wrong:
    key: str
    code: str
    en: str
    zh: str
    remedy: str


class _Reader:
    """Checks keys and kinds, and keeps what is wrong with them."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.splitlines()
        self.problems: list[InputProblem] = []

    def flat(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Give the values by their whole keys."""
        pairs: list[tuple[str, Any]] = []
        for name, value in told.items():
            if name in _SECTIONS and isinstance(value, dict):
                pairs.extend((f"{name}.{key}", inner) for key, inner in value.items())
            else:
                pairs.append((name, value))
        given: dict[str, Any] = {}
        for key, value in pairs:
            kind = _KEYS.get(key)
            if kind is None:
                self._complain(_unknown_key(key))
            elif (read := _of_kind(value, kind)) is None:
                self._complain(
                    _Wrong(key, "wrong_kind", f"is not {kind}", "值的类型不对", f"write {kind}")
                )
            else:
                given[key] = read
        return given

    def contradictions(self, given: Mapping[str, Any]) -> tuple[InputProblem, ...]:
        """Say what is missing and what cannot be meant."""
        return tuple(self._problem(wrong) for wrong in _wrongs(given))

    def _complain(self, wrong: _Wrong) -> None:
        self.problems.append(self._problem(wrong))

    def _problem(self, wrong: _Wrong) -> InputProblem:
        return problem_at(
            self._file,
            line=self._line_of(wrong.key),
            column=wrong.key,
            code=wrong.code,
            en=wrong.en,
            zh=wrong.zh,
            remedy=wrong.remedy,
        )

    def _line_of(self, key: str) -> int | None:
        section, _, name = key.rpartition(".")
        within = ""
        for number, line in enumerate(self._lines, start=1):
            head = re.match(r"\s*\[\s*([^\]]*?)\s*\]", line)
            if head is not None:
                within = head[1]
            elif within == section and re.match(rf'\s*"?{re.escape(name)}"?\s*=', line):
                return number
        return None


def _unknown_key(key: str) -> _Wrong:
    by_end = {one.rpartition(".")[2]: one for one in _KEYS}
    near = get_close_matches(key, _KEYS, n=1, cutoff=0.6)
    near = near or get_close_matches(key.rpartition(".")[2], by_end, n=1, cutoff=0.6)
    remedy = f"the keys are: {', '.join(_KEYS)}"
    if near:
        remedy = f"did you mean {by_end.get(near[0], near[0])}?"
    return _Wrong(key, "unknown_key", "is not a key of a mapping", "映射中没有这个键", remedy)


def _of_kind(value: object, kind: _Kind) -> object | None:
    match kind:
        case _Kind.TEXT:
            return value if isinstance(value, str) else None
        case _Kind.TEXTS:
            texts = [value] if isinstance(value, str) else value
            is_list = isinstance(texts, list) and all(isinstance(one, str) for one in texts)
            return tuple(texts) if is_list and isinstance(texts, list) else None
        case _Kind.WHOLE:
            return value if type(value) is int and value > 0 else None
        case _Kind.FLAG:
            return value if isinstance(value, bool) else None
        case _Kind.TABLE:
            is_table = isinstance(value, dict) and all(
                isinstance(one, str) for one in value.values()
            )
            return value if is_table else None


def _wrongs(given: Mapping[str, Any]) -> Iterator[_Wrong]:
    if "columns.date" not in given:
        yield _Wrong(
            "columns.date",
            "missing_key",
            "the mapping does not say under which heading the day stands",
            "没有写明日期列",
            'write date = "交易日期" under [columns]',
        )
    has_amount, has_pair = "columns.amount" in given, {"columns.in", "columns.out"} & set(given)
    if has_amount is bool(has_pair):
        yield _Wrong(
            "columns.amount",
            "amount_columns",
            "the mapping names an amount column and a pair"
            if has_amount
            else "the mapping names no amount",
            "金额列应为一列 amount，或 in 与 out 两列，二者取一",
            "write amount, or in and out, under [columns]",
        )
    yield from _wrong_words(given)
    yield from _wrong_signs(given)
    for key in ("dates.date", "dates.time"):
        for text in given.get(key, ()):
            if (wrong := format_problem(text)) is not None:
                yield _Wrong(
                    key, "bad_format", f"{text!r}: {wrong}", "日期格式不对", "write %Y-%m-%d"
                )


def _wrong_words(given: Mapping[str, Any]) -> Iterator[_Wrong]:
    choices: dict[str, list[str]] = {"order": [*LineOrder], "amounts.sign": [*AmountSign]}
    for key, words in choices.items():
        if key in given and given[key] not in words:
            named = " or ".join(words)
            yield _Wrong(
                key,
                "unknown_word",
                f"{given[key]!r} is not one of {named}",
                "取值不对",
                f"write {named}",
            )
    if "columns.direction" in given and not (
        given.get("amounts.in_words") and given.get("amounts.out_words")
    ):
        yield _Wrong(
            "columns.direction",
            "missing_key",
            "the mapping does not say which words mean in and which out",
            "没有写明收入与支出的用词",
            "write in_words and out_words under [amounts]",
        )
    codes = [("currency", given.get("currency", "CNY"))]
    codes += [("currencies", code) for code in given.get("currencies", {}).values()]
    for key, code in codes:
        if not re.fullmatch("[A-Z]{3}", code):
            yield _Wrong(
                key,
                "bad_currency",
                f"{code!r} is not a code of three capitals",
                "币种代码不对",
                "write CNY",
            )


def _wrong_signs(given: Mapping[str, Any]) -> Iterator[_Wrong]:
    for name in given.get("encoding", ()):
        if not _is_text_encoding(name):
            yield _Wrong(
                "encoding",
                "unknown_encoding",
                f"{name!r} is not an encoding",
                "没有这种编码",
                'write "utf-8" or "gb18030"',
            )
    delimiter = given.get("delimiter", ",")
    if len(delimiter) != 1 or delimiter in '"\r\n':
        yield _Wrong(
            "delimiter",
            "bad_delimiter",
            f"{delimiter!r} is not one sign",
            "分隔符应为一个字符",
            'write ",", ";" or "\\t"',
        )
    thousands, decimal = given.get("amounts.thousands", ","), given.get("amounts.decimal", ".")
    if (
        len(decimal) != 1
        or len(thousands) > 1
        or decimal == thousands
        or (decimal + thousands).isalnum()
    ):
        yield _Wrong(
            "amounts.decimal",
            "bad_signs",
            f"{thousands!r} and {decimal!r} cannot divide an amount",
            "千位或小数分隔符不对",
            'write thousands = "," and decimal = "."',
        )
    if any(not text for text in given.get("footer.starts", ())):
        yield _Wrong(
            "footer.starts",
            "empty_text",
            "an empty text begins every row",
            "不能为空",
            "write how the row begins",
        )


def _is_text_encoding(name: str) -> bool:
    try:
        return bool(_TEXT_ENCODINGS.match(lookup(name).name))
    except (LookupError, ValueError):
        return False


def _encodings(names: tuple[str, ...]) -> tuple[str, ...]:
    # a byte order mark at the front is no part of the first heading
    return tuple("utf-8-sig" if lookup(name).name == "utf-8" else name for name in names)


def _mapping(given: Mapping[str, Any]) -> BankMapping:
    columns = {
        key.partition(".")[2]: value for key, value in given.items() if key.startswith("columns.")
    }
    renamed = {"in": "money_in", "out": "money_out"}
    amounts = {
        key.partition(".")[2]: value for key, value in given.items() if key.startswith("amounts.")
    }
    if "sign" in amounts:
        amounts["sign"] = AmountSign(amounts["sign"])
    if "empty" in amounts:
        amounts["empty"] = ("", *amounts["empty"])
    plain = {
        "name": "name",
        "delimiter": "delimiter",
        "sheet": "sheet",
        "header": "header",
        "header_line": "header_line",
        "currency": "currency",
        "currencies": "currencies",
        "empty": "empty_texts",
        "dates.date": "date_formats",
        "dates.time": "time_formats",
        "footer.starts": "footer",
        "footer.totals": "footer_totals",
        "account.after": "account_after",
    }
    rest = {field: given[key] for key, field in plain.items() if key in given}
    if "encoding" in given:
        rest["encodings"] = _encodings(given["encoding"])
    if "order" in given:
        rest["order"] = LineOrder(given["order"])
    return BankMapping(
        columns=BankColumns(**{renamed.get(key, key): value for key, value in columns.items()}),
        amounts=AmountForm(**amounts),
        **({"name": ""} | rest),
    )
