"""Scottish wards as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.files.scottish_csv import read_scottish_csv

REAL = Path(__file__).parents[4] / "../shared/ground-truth/voting/scottish/aberdeen_2017_ward12.csv"

TEXT = """3,2,
126,1,
9,1,2,
1,3,2,1,
2,
"Candidate 1","Ann Lee","Labour (Lab)",
"Candidate 2","Bob","Independent, of sorts",
"Candidate 3","Cy"
"Torry/Ferryhill Ward",
"""


def codes(text: str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_scottish_csv(text.encode(), file="x.csv")
    return [problem.code for problem in raised.value.problems]


def test_a_ward_is_read() -> None:
    """Names without their parties, which are kept beside; blank ballots are left out and told."""
    found = read_scottish_csv(TEXT.encode(), file="x.csv")
    assert found.candidates == ("Ann Lee", "Bob", "Cy")
    assert (found.title, found.seats) == ("Torry/Ferryhill Ward", 2)
    assert isinstance(found.ballots, Rankings)
    assert found.ballots.first_choices() == [135, 0, 1]
    assert found.meta["party of Bob"] == "Independent, of sorts"
    assert "2 ballots rank nobody" in found.notes[0].en


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3,2,\n", "3,x,\n", "not_a_ward"),
        ("3,2,\n", "300,2,\n", "number_of_candidates"),
        ("3,2,\n", "4,2,\n", "names_incomplete"),
        ('"Bob"', '"Cy"', "names_incomplete"),
        ("9,1,2,", "9,1,4,", "not_a_ballot"),
        ("9,1,2,", "9,1,1,", "not_a_ballot"),
        ("9,1,2,", "x,1,2,", "not_a_ballot"),
        ("126,1,\n9,1,2,\n1,3,2,1,\n", "", "no_ballots"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, code: str) -> None:
    """Each fault has a code of its own."""
    assert code in codes(TEXT.replace(old, new))


@pytest.mark.skipif(not REAL.exists(), reason="the real elections lie beside the repository")
def test_a_real_ward_is_read_in_full() -> None:
    """Aberdeen 2017, ward 12: ten candidates, four seats, 5,598 ballots."""
    found = read_scottish_csv(REAL.read_bytes(), file=REAL.name)
    assert len(found.candidates) == 10
    assert (found.seats, found.ballots.total) == (4, 5598)
    assert isinstance(found.ballots, Rankings)
    assert found.ballots.first_choices() == [843, 910, 1337, 580, 847, 286, 49, 269, 467, 10]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"Torry/Ferryhill Ward",', "Torry/Ferryhill Ward"),
        ('""Ward 1 - North, West and South"",', "Ward 1 - North, West and South"),
        ('""""Ward 5 - South"" "",', "Ward 5 - South"),
        ('""""Ward 5 - South"""",', "Ward 5 - South"),
        ("Ward 5 - Hill, Dale", "Ward 5 - Hill, Dale"),
    ],
)
def test_the_name_of_a_ward_may_contain_commas_and_doubled_marks(written: str, title: str) -> None:
    """However its quotation marks were doubled, a ward's name is read whole, without them."""
    text = TEXT.replace('"Torry/Ferryhill Ward",', written)
    assert read_scottish_csv(text.encode(), file="x.csv").title == title


def test_a_ballot_below_the_names_is_still_one() -> None:
    """Only what does not begin with a number can be the name of the ward."""
    assert codes(TEXT + "9,1,4,\n") == ["not_a_ballot"]
