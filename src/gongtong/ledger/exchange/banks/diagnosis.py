"""What to change in a mapping so that it fits the file (映射诊断)."""

import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from attrs import evolve

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import CsvForm, Record, Source, sheets_of
from gongtong.core.tabular import problem_at
from gongtong.core.workbook import is_workbook
from gongtong.ledger.exchange.banks.mapping import BankMapping

ENCODINGS: Final = ("utf-8-sig", "gb18030", "utf-16")
DELIMITERS: Final = (",", "\t", ";", "|")
_LOOKED_AT: Final = 200
_FEWEST_HEADINGS: Final = 3


def holds_headings(cells: Sequence[str], mapping: BankMapping) -> bool:
    """Whether a row is the heading row (是否表头)."""
    return set(mapping.heading_marks) <= set(cells)


def diagnosed(
    error: InputError, source: Source, *, file: str, mapping: BankMapping
) -> tuple[InputProblem, ...]:
    """Say of each problem of a whole file what to change in the mapping (诊断)."""
    return tuple(_diagnosed(error, source, file, mapping))


def _diagnosed(
    error: InputError, source: Source, file: str, mapping: BankMapping
) -> Iterator[InputProblem]:
    keys = {heading: key for key, heading in mapping.columns.all.items()}
    for problem in error.problems:
        match problem.code:
            case "missing_header" | "wrong_encoding" | "not_csv":
                yield _otherwise_written(source, file, mapping) or _no_heading(
                    problem, source, file, mapping
                )
            case "missing_column" if problem.column in keys:
                yield evolve(
                    problem,
                    remedy=f"in the mapping, {keys[problem.column]} says {problem.column}: write the "
                    f"heading that the file has{_after(problem.remedy)}, or leave the key out",
                )
            case "several_sheets":
                yield evolve(problem, remedy="name one of them as `sheet` in the mapping")
            case _:
                yield problem


def _after(remedy: str) -> str:
    _, sign, suggestion = remedy.partition("; ")
    return f" ({suggestion})" if sign else ""


def _otherwise_written(source: Source, file: str, mapping: BankMapping) -> InputProblem | None:
    """Try the other encodings and delimiters; where the headings then stand, that is the answer."""
    if is_workbook(io.BytesIO(source) if isinstance(source, bytes) else source):
        return None
    for encoding in (*mapping.encodings, *ENCODINGS):
        for delimiter in (mapping.delimiter, *DELIMITERS):
            form = CsvForm((encoding,), delimiter, tabs_after_quotes=True)
            if any(holds_headings(cells, mapping) for _, cells in _first_rows(source, file, form)):
                return _written_so(file, mapping, encoding=encoding, delimiter=delimiter)
    return None


def _written_so(
    file: str, mapping: BankMapping, *, encoding: str, delimiter: str
) -> InputProblem | None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    if encoding not in mapping.encodings:
        return problem_at(
            file,
            code="wrong_encoding",
            en=f"the file is text in {name}, the mapping says {' or '.join(mapping.encodings)}",
            zh=f"文件编码是 {name}, 与映射不符",
            remedy=f'in the mapping, write encoding = "{name}"',
        )
    if delimiter != mapping.delimiter:
        return problem_at(
            file,
            code="wrong_delimiter",
            en=f"the cells are divided by {delimiter!r}, the mapping says {mapping.delimiter!r}",
            zh=f"分隔符是 {delimiter!r}, 与映射不符",
            remedy=f"in the mapping, write delimiter = {_toml(delimiter)}",
        )
    return None


def _toml(text: str) -> str:
    return '"\\t"' if text == "\t" else f'"{text}"'


def _no_heading(
    problem: InputProblem, source: Source, file: str, mapping: BankMapping
) -> InputProblem:
    if problem.code != "missing_header":
        return problem
    form = CsvForm(mapping.encodings, mapping.delimiter, tabs_after_quotes=True)
    rows = list(_first_rows(source, file, form))
    line, cells = max(rows, key=lambda row: _likeness(row[1], mapping), default=(None, []))
    found = [cell for cell in cells if cell]
    wanted = "、".join(mapping.heading_marks)
    if line is None or (len(found) < _FEWEST_HEADINGS and not _likeness(cells, mapping)[0]):
        return evolve(
            problem,
            message=f"no row holds all of the headings {wanted}",
            remedy="in the mapping, correct header and columns, or use the mapping of this bank",
        )
    near = [
        f"{mark} → {close[0]}"
        for mark in mapping.heading_marks
        if mark not in found and (close := get_close_matches(mark, found, n=1, cutoff=0.4))
    ]
    perhaps = f" (perhaps {'; '.join(near)})" if near else ""
    return evolve(
        problem,
        line=line,
        message=f"no row holds all of the headings {wanted}; the nearest has: {'、'.join(found)}",
        message_zh=f"找不到同时含有 {wanted} 的表头, 最接近的一行是: {'、'.join(found)}",
        remedy=f"in the mapping, write the headings that the file has{perhaps}",
    )


def _likeness(cells: Sequence[str], mapping: BankMapping) -> tuple[int, int]:
    headings = set(mapping.columns.all.values()) | set(mapping.heading_marks)
    close = sum(
        bool(cell) and bool(get_close_matches(cell, headings, n=1, cutoff=0.6)) for cell in cells
    )
    return close, sum(map(bool, cells))


def _first_rows(source: Source, file: str, form: CsvForm) -> Iterator[Record]:
    try:
        for sheet in sheets_of(source, file=file, form=form):
            for number, record in enumerate(sheet.records()):
                if number == _LOOKED_AT:
                    break
                yield record
    except InputError:
        return  # not to be read so: another way is tried
