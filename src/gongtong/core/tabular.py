"""Tables as people hand them in: CSV with Chinese headings (表格读入).

Reading never guesses: a wrong encoding, a column that is missing or stands twice, a row that is too
short or too long is reported with its file, line, column and what to do. A reader collects every problem before it gives up.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MAX_BYTES = 64 * 1024 * 1024


@frozen
class Row:
    """One line of a table by the headings of its columns (行)."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Give the cell under a heading, without surrounding blanks and tabs."""
        return self.cells[column]


def problem_at(
    file: str,
    *,
    code: str,
    en: str,
    zh: str,
    remedy: str,
    line: int | None = None,
    column: str | None = None,
) -> InputProblem:
    """Describe one problem of an input file (描述问题)."""
    return InputProblem(file, line, column, code, en, zh, remedy)


def decode(content: bytes, *, file: str, encodings: Sequence[str]) -> str:
    """Read bytes as text in the first encoding that fits all of it (解码)."""
    if len(content) > MAX_BYTES:
        raise InputError(
            [
                problem_at(
                    file,
                    code="file_too_large",
                    en=f"the file has {len(content)} bytes, more than {MAX_BYTES}",
                    zh="文件过大",
                    remedy="split the file, for example by month",
                )
            ]
        )
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    wanted = " or ".join(encodings)
    raise InputError(
        [
            problem_at(
                file,
                code="wrong_encoding",
                en=f"the file is not text in {wanted}",
                zh=f"文件编码不是 {wanted}",
                remedy=f"save the file again as CSV in {encodings[0]}, or export it afresh",
            )
        ]
    )


def _first_line(_: Sequence[str]) -> bool:
    return True


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for record in reader:
        yield start, [cell.strip() for cell in record]
        start = reader.line_num + 1


def _malformed(file: str, error: csv.Error) -> InputError:
    return InputError(
        [
            problem_at(
                file,
                code="not_csv",
                en=f"the file is not valid CSV: {error}",
                zh="不是有效的 CSV 文件",
                remedy="open it in a spreadsheet and save it again as CSV",
            )
        ]
    )


def _missing_columns(
    file: str, line: int, header: Sequence[str], columns: Sequence[str]
) -> list[InputProblem]:
    found = "、".join(heading for heading in header if heading) or "-"
    return [
        problem_at(
            file,
            line=line,
            column=column,
            code="missing_column",
            en=f"the column is missing; found: {found}",
            zh=f"缺少该列, 现有: {found}",
            remedy=f"add a column headed {column}, or rename the one that holds it",
        )
        for column in columns
        if column not in header
    ]


def _columns_twice(
    file: str, line: int, header: Sequence[str], columns: Sequence[str]
) -> list[InputProblem]:
    return [
        problem_at(
            file,
            line=line,
            column=column,
            code="column_twice",
            en="two columns have this heading, so it is not known which one is meant",
            zh="有两列同名, 无法判断以哪一列为准",
            remedy="rename or delete one of the two",
        )
        for column in columns
        if header.count(column) > 1
    ]


def read_table(
    content: bytes,
    *,
    file: str,
    columns: Sequence[str],
    encodings: Sequence[str] = ("utf-8-sig",),
    is_header: Callable[[Sequence[str]], bool] = _first_line,
) -> tuple[Row, ...]:
    """Read a CSV table; raises `InputError` with every structural problem at once (读取表格).

    `columns` must all be there, in any order; further columns are kept. `is_header` finds the
    heading row below a preamble. Blank lines are passed over.
    """
    text = decode(content, file=file, encodings=encodings)
    try:
        records = list(_records(text))
    except csv.Error as error:
        raise _malformed(file, error) from error
    start = next(
        (at for at, (_, cells) in enumerate(records) if any(cells) and is_header(cells)), None
    )
    if start is None:
        raise InputError(
            [
                problem_at(
                    file,
                    code="missing_header",
                    en=f"no heading row with the columns {'、'.join(columns)}",
                    zh=f"找不到表头: {'、'.join(columns)}",
                    remedy="export the file again without removing lines",
                )
            ]
        )
    line, header = records[start]
    problems = [
        *_missing_columns(file, line, header, columns),
        *_columns_twice(file, line, header, columns),
    ]
    if problems:
        raise InputError(problems)
    rows, problems = _rows(records[start + 1 :], header, columns, file)
    if problems:
        raise InputError(problems)
    return tuple(rows)


def _rows(
    records: Sequence[tuple[int, list[str]]],
    header: Sequence[str],
    columns: Sequence[str],
    file: str,
) -> tuple[list[Row], list[InputProblem]]:
    rows: list[Row] = []
    problems: list[InputProblem] = []
    for line, cells in records:
        if not any(cells):
            continue
        row = dict(zip(header, cells, strict=False))
        missing = next((column for column in columns if column not in row), None)
        if missing is not None:
            problems.append(_short_row(file, line, missing, counts=(len(cells), len(header))))
        elif any(cells[len(header) :]):
            problems.append(_long_row(file, line, counts=(len(cells), len(header))))
        else:
            rows.append(Row(line, row))
    return rows, problems


def _short_row(file: str, line: int, column: str, *, counts: tuple[int, int]) -> InputProblem:
    cells, headings = counts
    return problem_at(
        file,
        line=line,
        column=column,
        code="short_row",
        en=f"the row has {cells} cells where the heading has {headings}",
        zh=f"该行只有 {cells} 格, 表头有 {headings} 列",
        remedy="complete the row, or delete it if it is a remark",
    )


def _long_row(file: str, line: int, *, counts: tuple[int, int]) -> InputProblem:
    # most often a comma inside a cell, such as 1,860.50: every cell after it stands one too far right
    cells, headings = counts
    return problem_at(
        file,
        line=line,
        code="long_row",
        en=f"the row has {cells} cells where the heading has {headings}",
        zh=f"该行有 {cells} 格, 表头只有 {headings} 列",
        remedy="put a cell that contains a comma in quotation marks, or give every column a heading",
    )
