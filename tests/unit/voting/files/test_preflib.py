"""PrefLib files: rankings of the new and of the old format, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.files.ballot_file import BallotFile, BallotKind
from gongtong.voting.files.preflib import read_preflib

REAL = Path(__file__).parents[4] / "../shared/ground-truth/voting/preflib"

NEW = """# FILE NAME: 00001-00000001.soi
# TITLE: 楼栋长
# DATA TYPE: soi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: 王芳: 一号
# ALTERNATIVE NAME 2: Ann "A" Lee
# ALTERNATIVE NAME 3: 李强
3: 1,2
2: 3, 1,2
1: 2
"""
OLD = '3\n1,Ann\n2,"Lee, Bob"\n3,Cy\n6,6,3\n3,1,{2,3}\n2,3,1,2\n1,2\n'


def read(text: str, file: str = "x.soi") -> BallotFile:
    return read_preflib(text.encode(), file=file)


def codes(text: str, file: str = "x.soi") -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text, file)
    return [problem.code for problem in raised.value.problems]


def lines(text: str, file: str = "x.soi") -> list[int | None]:
    with pytest.raises(InputError) as raised:
        read(text, file)
    return [problem.line for problem in raised.value.problems]


def first_choices(read_file: BallotFile) -> list[int]:
    assert isinstance(read_file.ballots, Rankings)
    return read_file.ballots.first_choices()


def test_rankings_are_read_with_names_as_the_file_has_them() -> None:
    """Quotation marks and colons belong to the name; orders stand behind their counts."""
    found = read(NEW)
    assert found.kind is BallotKind.RANKINGS
    assert found.title == "楼栋长"
    assert found.candidates == ("王芳: 一号", 'Ann "A" Lee', "李强")
    assert first_choices(found) == [3, 1, 2]
    assert found.ballots.total == 6
    assert found.meta["FILE NAME"] == "00001-00000001.soi"
    assert found.notes == ()


def test_lines_may_end_as_windows_ends_them() -> None:
    """A byte-order mark, carriage returns and empty lines change nothing."""
    found = read("\ufeff" + NEW.replace("\n", "\r\n") + "\r\n")
    assert first_choices(found) == [3, 1, 2]


def test_the_old_format_is_read() -> None:
    """Number of candidates, names with numbers, three totals, then count and order."""
    found = read(OLD, "ED-00001.toi")
    assert found.candidates == ("Ann", "Lee, Bob", "Cy")
    assert first_choices(found) == [3, 1, 2]
    assert isinstance(found.ballots, Rankings)
    assert found.ballots.has_shared_ranks


def test_equal_orders_are_counted_together() -> None:
    """An order that stands there twice counts with both its counts."""
    assert first_choices(read(NEW.replace("2: 3, 1,2", "2: 1,2"))) == [5, 1, 0]


def test_blank_ballots_are_left_out_and_told() -> None:
    """Whoever ranks nobody takes no part, and the note says how many did."""
    found = read(NEW.replace("1: 2\n", "1:\n"))
    assert found.ballots.total == 5
    assert "1 ballots rank nobody" in found.notes[0].en
    assert codes(NEW.replace("1,2", "").replace("3, ", "").replace("1: 2", "1:")) == ["no_ballots"]


def test_equal_names_are_told_apart_as_preflib_does() -> None:
    """The second gets __1, the third __2, and a note says so."""
    same = NEW.replace("李强", "王芳: 一号").replace('Ann "A" Lee', "王芳: 一号")
    found = read(same)
    assert found.candidates == ("王芳: 一号", "王芳: 一号__1", "王芳: 一号__2")
    assert len(found.notes) == 2


def test_a_name_that_is_taken_is_not_given_again() -> None:
    """Where a__1 is a name of the file, the second a becomes a__2."""
    text = NEW.replace("王芳: 一号", "a").replace('Ann "A" Lee', "a__1").replace("李强", "a")
    assert read(text).candidates == ("a", "a__1", "a__2")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("# NUMBER VOTERS: 6", "# NUMBER VOTERS: 7", "voters_do_not_add_up"),
        ("# NUMBER ALTERNATIVES: 3\n", "", "number_of_alternatives"),
        ("# NUMBER ALTERNATIVES: 3", "# NUMBER ALTERNATIVES: many", "number_of_alternatives"),
        ("# NUMBER ALTERNATIVES: 3", "# NUMBER ALTERNATIVES: 0", "number_of_candidates"),
        ("# NUMBER ALTERNATIVES: 3", "# NUMBER ALTERNATIVES: 256", "number_of_candidates"),
        ("# NUMBER ALTERNATIVES: 3", "# NUMBER ALTERNATIVES: 4", "names_incomplete"),
        ("# NUMBER ALTERNATIVES: 3", "# NUMBER ALTERNATIVES: 2", "names_incomplete"),
        ("NAME 3: 李强", "NAME 3:", "name_unclear"),
        ("NAME 3: 李强", "NAME 2: 李强", "name_unclear"),
        ("1: 2\n", "1: 4\n", "no_such_alternative"),
        ("1: 2\n", "1: 0\n", "no_such_alternative"),
        ("1: 2\n", "1: 2,2\n", "alternative_twice"),
        ("1: 2\n", "1: {2,3}\n", "rank_shared"),
        ("1: 2\n", "1: two\n", "not_an_order"),
        ("1: 2\n", "x: 2\n", "not_a_ballot_line"),
        ("1: 2\n", "0: 2\n", "not_a_ballot_line"),
        ("1: 2\n", "1 2\n", "not_a_ballot_line"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, code: str) -> None:
    """Each fault has a code of its own."""
    assert code in codes(NEW.replace(old, new))


def test_every_problem_is_reported_at_once_with_its_line() -> None:
    """Two lines are wrong, so two problems are told."""
    text = NEW.replace("2: 3, 1,2", "2: 3,9").replace("1: 2\n", "1: {}x\n")
    assert lines(text) == [11, 12]


def test_complete_files_rank_everybody() -> None:
    """Of .soc and .toc, and what the head says goes before the ending of the name."""
    assert codes(NEW.replace("DATA TYPE: soi", "DATA TYPE: soc")) == ["order_incomplete"] * 2
    tied = NEW.replace("DATA TYPE: soi", "DATA TYPE: toc").replace("3: 1,2\n", "3: {1,2}\n")
    assert codes(tied) == ["order_incomplete"] * 2
    assert codes(NEW.replace("# DATA TYPE: soi\n", ""), "x.soc") == ["order_incomplete"] * 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3\n1,Ann", "x\n1,Ann", "not_preflib"),
        ('2,"Lee, Bob"', "3,Bob", "names_incomplete"),
        ("3,Cy", "3,", "names_incomplete"),
        ("6,6,3", "6,6", "totals_missing"),
        ("6,6,3", "6,7,3", "voters_do_not_add_up"),
    ],
)
def test_what_is_wrong_in_the_old_format_is_named(old: str, new: str, code: str) -> None:
    """Its head has an order of its own."""
    assert code in codes(OLD.replace(old, new))


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"# TITLE: x"])
def test_a_file_without_a_head_is_a_problem(content: bytes) -> None:
    """Empty, no text, or a head without the names."""
    with pytest.raises(InputError):
        read_preflib(content, file="x.soi")


@pytest.mark.skipif(not REAL.exists(), reason="the real elections lie beside the repository")
@pytest.mark.parametrize(
    ("name", "voters", "first"),
    [
        ("00005-00000002.toi", 8980, [2586, 2063, 35, 1306, 2954, 40]),
        ("00008-00000009.soi", 9560, [1371, 394, 1590, 1657, 138, 2694, 377, 398, 450, 377, 114]),
    ],
)
def test_real_elections_are_read_in_full(name: str, voters: int, first: list[int]) -> None:
    """Burlington 2009 and Glasgow Govan 2007: as many ballots as the head says."""
    found = read_preflib((REAL / name).read_bytes(), file=name)
    assert found.ballots.total == voters
    assert first_choices(found) == first
