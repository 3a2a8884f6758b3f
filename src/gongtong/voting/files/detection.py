"""Which layout a file of ballots has: by the ending of its name, else by how it begins (格式识别)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongtong.core.errors import InputError
from gongtong.core.tabular import problem_at
from gongtong.voting.files.ballot_file import FileFormat
from gongtong.voting.files.ballot_text import nobody_watches
from gongtong.voting.files.ballots_csv import read_ballots_csv
from gongtong.voting.files.blt import read_blt
from gongtong.voting.files.pabulib import read_pabulib
from gongtong.voting.files.preflib import SUFFIXES, read_preflib
from gongtong.voting.files.scottish_csv import read_scottish_csv

if TYPE_CHECKING:
    from gongtong.voting.files.ballot_file import BallotFile
    from gongtong.voting.files.ballot_text import Watch

_READERS: Final = {
    FileFormat.PREFLIB: read_preflib,
    FileFormat.PABULIB: read_pabulib,
    FileFormat.BLT: read_blt,
    FileFormat.SCOTTISH_CSV: read_scottish_csv,
    FileFormat.CSV: read_ballots_csv,
}
_BY_SUFFIX: Final = {
    "pb": FileFormat.PABULIB,
    "blt": FileFormat.BLT,
} | dict.fromkeys(SUFFIXES, FileFormat.PREFLIB)
_WARD: Final = re.compile(rb"\d+,\d+,*\s*")
_TWO_NUMBERS: Final = re.compile(rb"\d+\s+\d+(?:\s.*)?", re.DOTALL)
_ONE_NUMBER: Final = re.compile(rb"\d+,*\s*")
_LOOKED_AT: Final = 4096
_TABLE_WORDS: Final = ("排序", "选择", "赞成的候选人", "评分", "候选人", "名额")


def _first_line(start: bytes) -> bytes:
    return start.split(b"\n", 1)[0].strip()


def _begins_pabulib(start: bytes) -> bool:
    return _first_line(start).upper().rstrip(b";") == b"META"


def _begins_preflib(start: bytes) -> bool:
    if start.startswith(b"#"):
        return b"ALTERNATIVE" in start
    first = _first_line(start)
    return bool(_ONE_NUMBER.fullmatch(first)) and start[len(first) :].lstrip().startswith(b"1,")


def _begins_ward(start: bytes) -> bool:
    return bool(_WARD.fullmatch(_first_line(start)))


def _begins_blt(start: bytes) -> bool:
    return bool(_TWO_NUMBERS.fullmatch(_first_line(start)))


def _begins_table(start: bytes) -> bool:
    return any(
        word.encode(encoding) in start for word in _TABLE_WORDS for encoding in ("utf-8", "gb18030")
    )


_BEGINNINGS: Final = (
    (FileFormat.PABULIB, _begins_pabulib),
    (FileFormat.PREFLIB, _begins_preflib),
    (FileFormat.SCOTTISH_CSV, _begins_ward),
    (FileFormat.BLT, _begins_blt),
    (FileFormat.CSV, _begins_table),
)


def format_of(content: bytes, *, file: str) -> FileFormat:
    r"""Say which layout a file has; raises `InputError` naming all of them where it has none (识别格式).

    >>> format_of(b"4 2\n3 1 2 0\n0\n", file="ward.txt").value
    'blt'
    """
    suffix = file.rpartition(".")[2].lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    start = content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    for layout, begins in _BEGINNINGS:
        if begins(start):
            return layout
    if suffix == "csv":
        return FileFormat.CSV
    raise InputError(
        [
            problem_at(
                file,
                code="format_unknown",
                en="the file is none of those that can be read: PrefLib (.soc .soi .toc .toi .cat), "
                "Pabulib (.pb), BLT (.blt), or a table with Chinese headings (.csv)",
                zh="无法识别的文件: 可读取 PrefLib(.soc .soi .toc .toi .cat)、Pabulib(.pb)、BLT(.blt)"
                "与中文表头的表格(.csv)",
                remedy="give the file the ending of its format",
            )
        ]
    )


def read_ballot_file(content: bytes, *, file: str, watch: Watch = nobody_watches) -> BallotFile:
    """Read a file of ballots of any layout; raises `InputError` with every problem at once (读取选票文件)."""
    return _READERS[format_of(content, file=file)](content, file=file, watch=watch)
