"""Ballots as they are handed in: a CSV sheet for each channel (选票表).

Columns 房号, 时间 and 赞成的候选人; names are separated by `|`. Times are those of the clock on the
wall where the people live, to the minute or the second. A sheet that cannot be read in full is not
read at all: whoever typed it mends the line; what an owner did wrong is judged later.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.tabular import problem_at, read_table
from gongtong.voting.elections.ballots import Ballot, BallotReference, Channel

if TYPE_CHECKING:
    from gongtong.core.tabular import Row

DWELLING = "房号"
CAST_AT = "时间"
APPROVED = "赞成的候选人"
MAX_FILE_NAME_LENGTH = 200
_TIME_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


@frozen
class BallotSheet:
    """A file of ballots of one channel, with the digest of its bytes (选票表)."""

    file: str
    channel: Channel
    digest: bytes
    ballots: tuple[Ballot, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse an unusable name, ballots that say they stand elsewhere, or two on one line."""
        if not 1 <= len(self.file) <= MAX_FILE_NAME_LENGTH or self.file != _plain_name(self.file):
            message = f"{self.file!r} is no file name of 1 to {MAX_FILE_NAME_LENGTH} characters"
            raise ValueError(message)
        found = [ballot.reference for ballot in self.ballots]
        expected = [BallotReference(self.channel, self.file, one.line) for one in found]
        if found != expected or len(set(found)) < len(found):
            message = f"every ballot must stand on a line of its own in {self.file}"
            raise ValueError(message)


def read_ballots(content: bytes, *, file: str, channel: Channel) -> BallotSheet:
    """Read a sheet of ballots; raises `InputError` with every problem at once (读取选票表)."""
    file = _plain_name(file)
    ballots: list[Ballot] = []
    problems: list[InputProblem] = []
    for row in read_table(content, file=file, columns=(DWELLING, CAST_AT, APPROVED)):
        dwelling, cast_at = _dwelling(row, file), _instant(row, file)
        faults = [one for one in (dwelling, cast_at) if isinstance(one, InputProblem)]
        problems.extend(faults)
        if isinstance(dwelling, DwellingLabel) and isinstance(cast_at, datetime):
            reference = BallotReference(channel, file, row.line)
            ballots.append(Ballot(dwelling, cast_at, _names(row), reference=reference))
    if problems:
        raise InputError(problems)
    return BallotSheet(file, channel, hashlib.sha256(content).digest(), tuple(ballots))


def _plain_name(file: str) -> str:
    # some systems hand over decomposed accents; the database keeps the composed form
    return unicodedata.normalize("NFC", file).strip()


def _dwelling(row: Row, file: str) -> DwellingLabel | InputProblem:
    try:
        return DwellingLabel.parse(row[DWELLING])
    except ValueError:
        return problem_at(
            file,
            line=row.line,
            column=DWELLING,
            code="not_a_dwelling_label",
            en=f"{row[DWELLING]!r} is not building-unit-room",
            zh=f"“{row[DWELLING]}”不是“楼栋-单元-房号”",
            remedy="write it as 10-1-602, from the paper ballot or the system's export",
        )


def _instant(row: Row, file: str) -> datetime | InputProblem:
    for pattern in _TIME_FORMATS:
        try:
            return datetime.strptime(row[CAST_AT], pattern).replace(tzinfo=SHANGHAI)
        except ValueError:
            continue
    return problem_at(
        file,
        line=row.line,
        column=CAST_AT,
        code="not_a_time",
        en=f"{row[CAST_AT]!r} is not a time",
        zh=f"“{row[CAST_AT]}”不是时间",
        remedy="write it as 2025-05-18 12:30",
    )


def _names(row: Row) -> tuple[str, ...]:
    names = (name.strip() for name in row[APPROVED].replace("｜", "|").split("|"))
    return tuple(name for name in names if name)
