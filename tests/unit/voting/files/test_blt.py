"""BLT files with everything that was added to the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.files.ballot_file import BallotFile
from gongtong.voting.files.blt import read_blt

REAL = Path(__file__).parents[4] / "../shared/ground-truth/voting"

TEXT = """# a comment
4 2            # four candidates, two seats
-2
3 1 3 4 0
(b7) 4 1 3 2 0
2 4 1=3 0      # two share a rank
1 2 0
2 2=4=3 - 1 0 1 3 4 2 0
0
"Adam" # the first
Basil Smith
"Charlotte ""Lot"" Day"
"Donald"
"花园 election"
"""


def read(text: str) -> BallotFile:
    return read_blt(text.encode(), file="x.blt")


def codes(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(text)
    return [problem.code for problem in raised.value.problems]


def first_choices(text: str) -> list[int]:
    ballots = read(text).ballots
    assert isinstance(ballots, Rankings)
    return ballots.first_choices()


def test_a_file_with_every_addition_is_read() -> None:
    """Comments, a ballot id, shared and skipped ranks, two ballots on one line, names of all kinds."""
    found = read(TEXT)
    assert found.title == "花园 election"
    assert found.seats == 2
    assert found.candidates == ("Adam", 'Charlotte "Lot" Day', "Donald")
    assert found.ballots.total == 12


def test_who_has_withdrawn_is_taken_off_every_ballot() -> None:
    """The next one moves up; a ballot for nobody else is left out and told."""
    found = read(TEXT)
    assert found.withdrawn == ("Basil Smith",)
    assert first_choices(TEXT) == [7, 3, 4]
    assert "1 ballots rank nobody" in found.notes[0].en
    assert "Basil Smith" in found.notes[1].en


def test_several_may_withdraw_on_one_line() -> None:
    """Each number has a minus sign of its own."""
    found = read(TEXT.replace("-2\n", "-2 -3\n"))
    assert found.withdrawn == ("Basil Smith", 'Charlotte "Lot" Day')
    assert first_choices(TEXT.replace("-2\n", "-2 -3\n")) == [7, 5]


def test_the_zero_at_the_end_may_be_left_out_of_all_ballots() -> None:
    """Then the line ends a ballot."""
    assert first_choices("2 1\n3 1 2\n2 2\n0\na\nb\n") == [3, 2]


def test_everything_may_stand_on_one_line() -> None:
    """The format does not need ends of lines before the names."""
    assert first_choices('2 1 3 1 2 0 2 2 0 0\n"a"\n"b"') == [3, 2]
    assert read('2 1 3 1 2 0 2 2 0 0 "a" "b" "t"').candidates == ("a", "b")


def test_names_may_stand_in_comments() -> None:
    """As the files of Scottish wards have them, with the ward as the last line."""
    text = "2 1\n3 1 2 0\n0\n# ALTERNATIVE NAME 1: Ann (Con)\n# ALTERNATIVE NAME 2: Bob\nHillhead"
    found = read(text)
    assert found.candidates == ("Ann (Con)", "Bob")
    assert found.title == "Hillhead"


def test_a_line_that_quotes_name_and_party_is_one_name() -> None:
    """Which of the two is the name differs from file to file, so both are kept, as the line has them."""
    text = '2 1\n3 1 2 0\n0\n"Ann LEE" "Independent"\n"Bo" "Labour (Lab)"\n"Ward 1"\n'
    found = read(text)
    assert found.candidates == ('"Ann LEE" "Independent"', '"Bo" "Labour (Lab)"')
    assert found.title == "Ward 1"
    untitled = read(text.replace('"Ward 1"\n', ""))
    assert untitled.candidates == found.candidates


def test_marks_that_a_spreadsheet_doubled_are_halved() -> None:
    """Only the outer marks go; what they enclose is the name."""
    names = '"Ann LEE ""Independent"""\n"""Bo"" ""Labour"" "\n"""Ward 5"" "\n'
    found = read(f"2 1\n3 1 2 0\n0\n{names}")
    assert found.candidates == ('Ann LEE "Independent"', '"Bo" "Labour"')
    assert found.title == '"Ward 5"'


def test_commas_at_the_end_of_a_line_say_nothing() -> None:
    """A spreadsheet that kept the file leaves them on every line."""
    text = '2 1,,\n3 1 2 0,\n2 2 0,,\n0,,\n"Ann, the elder",,\nBo (Lab),\n"Ward, 1",\n'
    found = read(text)
    assert first_choices(text) == [3, 2]
    assert (found.candidates, found.title) == (("Ann, the elder", "Bo (Lab)"), "Ward, 1")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("4 2 ", "four 2 ", "not_blt"),
        ("4 2 ", "0 2 ", "number_of_candidates"),
        ("4 2 ", "256 2 ", "number_of_candidates"),
        ("-2\n", "-5\n", "no_such_candidate"),
        ("-2\n", "-0\n", "no_such_candidate"),
        ("3 1 3 4 0", "3 1 3 5 0", "no_such_candidate"),
        ("3 1 3 4 0", "3 1 3 1 0", "candidate_twice"),
        ("3 1 3 4 0", "3 1=1 0", "candidate_twice"),
        ("3 1 3 4 0", "3 1 x 4 0", "not_a_rank"),
        ("3 1 3 4 0", "1.5 1 3 4 0", "count_not_whole"),
        ("\n1 2 0", "\n-1 2 0", "count_not_whole"),
        ("2 4 1=3 0 ", "2 4 1=3 ", "ballot_not_ended"),
        ("\n0\n", "\n", "end_of_ballots_missing"),
        ('"Donald"\n"花园 election"\n', "", "names_missing"),
        ('"Donald"', '"Adam"', "name_twice"),
        ('"Donald"', '""', "name_empty"),
        ("-2\n", "-1 -2 -3 -4\n", "everybody_withdrew"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, code: str) -> None:
    """Each fault has a code of its own."""
    assert code in codes(TEXT.replace(old, new))


def test_every_problem_is_reported_at_once() -> None:
    """Three ballots are wrong, each on its line."""
    text = TEXT.replace("3 1 3 4 0", "3 9 0").replace("1 2 0\n", "1 x 0\n")
    with pytest.raises(InputError) as raised:
        read(text)
    assert [problem.line for problem in raised.value.problems] == [4, 7]


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment", "2 1", "2 1\n0\na\nb", "1 1\n1 0\n0\na"]
)
def test_without_ballots_there_is_nothing_to_count(text: str) -> None:
    """Empty, without an end, or with blank ballots alone."""
    assert codes(text)


def test_a_weight_may_be_written_with_a_point() -> None:
    """3.0 is 3."""
    assert first_choices("2 1\n3.0 1 2 0\n0\na\nb") == [3, 0]


@pytest.mark.skipif(not REAL.exists(), reason="the real elections lie beside the repository")
@pytest.mark.parametrize(
    ("name", "title", "seats", "total"),
    [
        ("votelib/atwood_so.blt", "Gardening Club Election", 2, 10),
        ("votelib/gnome_26.blt", "2018 Spring Board of Directors Election", 7, 135),
        ("votelib/maemo.blt", "Community Council Election Q1 2018", 3, 47),
        ("votelib/rational.blt", "RationalMedia Board 2020 Election", 4, 22),
        ("scottish/glasgow_2007_hillhead.blt", "Hillhead", 4, 8984),
    ],
)
def test_real_elections_are_read_in_full(name: str, title: str, seats: int, total: int) -> None:
    """Four societies, and a ward of Glasgow; four blank ballots of maemo are left out."""
    found = read_blt((REAL / name).read_bytes(), file=name)
    assert (found.title, found.seats, found.ballots.total) == (title, seats, total)
