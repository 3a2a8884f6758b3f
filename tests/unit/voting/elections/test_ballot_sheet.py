"""Sheets of ballots: read in full, or refused with every line that must be mended."""

import hashlib
from datetime import datetime

import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.voting.elections.ballot_sheet import BallotSheet, read_ballots
from gongtong.voting.elections.ballots import Ballot, BallotReference, Channel

HEADING = "房号,时间,赞成的候选人\n"
PAPER, ONLINE = Channel.PAPER, Channel.ONLINE


def read(text: str, encoding: str = "utf-8-sig") -> BallotSheet:
    return read_ballots(text.encode(encoding), file="选票.csv", channel=PAPER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_sheet_is_read_with_its_lines(encoding: str) -> None:
    """Times are Shanghai's, names are separated by bars, a byte order mark may be there or not."""
    text = HEADING + "1-1-102,2025-05-18 05:53, 梁欣怡 |顾静荣\n\n10-1-602,2025-05-18 12:30:07,\n"
    sheet = read(text, encoding)
    assert sheet.ballots == (
        Ballot(
            DwellingLabel(1, 1, 102),
            datetime(2025, 5, 18, 5, 53, tzinfo=SHANGHAI),
            ("梁欣怡", "顾静荣"),
            reference=BallotReference(PAPER, "选票.csv", 2),
        ),
        Ballot(
            DwellingLabel(10, 1, 602),
            datetime(2025, 5, 18, 12, 30, 7, tzinfo=SHANGHAI),
            (),
            reference=BallotReference(PAPER, "选票.csv", 4),
        ),
    )
    assert sheet.digest == hashlib.sha256(text.encode(encoding)).digest()


def test_full_width_bars_and_empty_names_are_understood() -> None:
    """A typist's full-width bar separates names too; nothing between two bars is no name."""
    assert read(HEADING + "1-1-102,2025-05-18 05:53,甲｜乙||丙|\n").ballots[0].choices == (
        "甲",
        "乙",
        "丙",
    )


def test_every_line_that_cannot_be_read_is_reported() -> None:
    """Both faults of line 2 and the one of line 4 are there, each with its remedy."""
    with pytest.raises(InputError) as caught:
        read(HEADING + "102,昨天,甲\n1-1-102,2025-05-18 05:53,甲\n1-1-103,2025-02-30 05:53,甲\n")
    assert [(p.line, p.column, p.code) for p in caught.value.problems] == [
        (2, "房号", "not_a_dwelling_label"),
        (2, "时间", "not_a_time"),
        (4, "时间", "not_a_time"),
    ]
    assert all(p.remedy for p in caught.value.problems)


def test_a_missing_column_is_reported() -> None:
    """Without the column of names the sheet is no sheet of ballots."""
    with pytest.raises(InputError) as caught:
        read("房号,时间\n1-1-102,2025-05-18 05:53\n")
    assert [(p.code, p.column) for p in caught.value.problems] == [
        ("missing_column", "赞成的候选人")
    ]


def test_a_decomposed_file_name_is_composed() -> None:
    """Some systems hand over letters and accents apart; the reference is the same all the same."""
    content = (HEADING + "1-1-102,2025-05-18 05:53,甲\n").encode()
    sheet = read_ballots(content, file=" e\u0301.csv", channel=ONLINE)
    assert sheet.file == sheet.ballots[0].reference.file == "\u00e9.csv"


def test_a_sheet_holds_only_its_own_ballots_each_on_its_line() -> None:
    """Ballots of another file or channel, or two on one line, are a mistake of the caller."""
    sheet = read(HEADING + "1-1-102,2025-05-18 05:53,甲\n1-1-103,2025-05-18 05:53,甲\n")
    with pytest.raises(ValueError, match="a line of its own"):
        evolve(sheet, channel=ONLINE)
    with pytest.raises(ValueError, match="a line of its own"):
        evolve(sheet, file="another.csv")
    with pytest.raises(ValueError, match="a line of its own"):
        evolve(sheet, ballots=sheet.ballots[:1] * 2)


@pytest.mark.parametrize("file", ["", " x.csv", "x" * 201])
def test_a_file_needs_a_usable_name(file: str) -> None:
    """A file name has 1 to 200 characters without blanks around it."""
    with pytest.raises(ValueError, match="file name"):
        BallotSheet(file, PAPER, bytes(32), ())
