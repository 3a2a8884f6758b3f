"""Which layout a file has."""

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.files.ballot_file import FileFormat
from gongtong.voting.files.detection import format_of, read_ballot_file


@pytest.mark.parametrize(
    ("content", "file", "layout"),
    [
        (b"", "x.soc", FileFormat.PREFLIB),
        (b"", "x.TOI", FileFormat.PREFLIB),
        (b"", "x.cat", FileFormat.PREFLIB),
        (b"", "x.pb", FileFormat.PABULIB),
        (b"", "x.blt", FileFormat.BLT),
        (b"", "x.csv", FileFormat.CSV),
        (b"# TITLE: x\n# NUMBER ALTERNATIVES: 2\n", "x.txt", FileFormat.PREFLIB),
        (b"2\n1,a\n2,b\n", "x", FileFormat.PREFLIB),
        (b"\xef\xbb\xbfMETA\nkey;value", "x.csv", FileFormat.PABULIB),
        (b"4 2\n1 1 0", "ward.txt", FileFormat.BLT),
        (b"10,4,\n126,1,\n", "ward.csv", FileFormat.SCOTTISH_CSV),
        ("候选人,甲\n".encode(), "x.txt", FileFormat.CSV),
        ("票号,排序\n".encode("gb18030"), "x.txt", FileFormat.CSV),
    ],
)
def test_a_layout_is_known_by_ending_or_beginning(
    content: bytes, file: str, layout: FileFormat
) -> None:
    """The ending of the name goes before; a .csv is looked into, because two layouts have it."""
    assert format_of(content, file=file) is layout


def test_an_unknown_file_is_told_what_can_be_read() -> None:
    """Every layout is named."""
    with pytest.raises(InputError, match=r"PrefLib.*Pabulib.*BLT.*Chinese headings"):
        format_of(b"hello", file="letter.txt")


def test_a_file_is_read_by_its_layout() -> None:
    """One call reads all of them."""
    found = read_ballot_file(b"2 1\n3 1 0\n0\na\nb\n", file="x.txt")
    assert found.format is FileFormat.BLT
    assert found.ballots.total == 3
