"""The published format of nurse rosters, read as statements."""

import pytest

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.curtois import CurtoisFormatError, read_curtois
from gongtong.rostering.rosters.problem import Roster
from gongtong.testing.rosters import TWO_NURSES

PROBLEM = read_curtois(TWO_NURSES)


def _broken(*days: str, who: str = "A") -> set[str]:
    roster = Roster(dict.fromkeys(days, (who,)))
    return {one.statement.rule for one in check_roster(PROBLEM, roster).broken}


def test_the_best_roster_meets_requests_and_cover() -> None:
    """Two days at work at the beginning of the week, which may be a longer block begun before."""
    roster = Roster({"00/D": ("A",), "01/D": ("A",)})
    check = check_roster(PROBLEM, roster)
    assert check.holds
    assert check.points == 0
    assert check_roster(PROBLEM, Roster({"00/N": ("A",)})).points == 100 + 3


def test_requests_that_are_not_met_cost_their_weight() -> None:
    """Not on the day wished for: 3; on the day not wished for: 2; nobody at all where one is asked for: 100."""
    check = check_roster(PROBLEM, Roster({"02/D": ("B",)}))
    assert check.points == 3 + 2 + 100


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("one a day", ["00/D", "00/N"]),
        ("kinds", ["00/N", "01/N"]),
        ("succession", ["00/N", "01/D"]),
        ("days at work", ["00/D", "01/D", "02/D", "03/D"]),
        ("days at work", ["02/D"]),
        ("days off work", ["00/D", "01/D", "03/D", "04/D"]),
        ("weekends", ["05/D", "06/D"]),
        ("minutes", []),
    ],
)
def test_hard_rules_are_named(rule: str, days: list[str]) -> None:
    """Each of them is broken by its own example."""
    assert rule in _broken(*days)


@pytest.mark.parametrize(
    "days", [["00/D", "01/D"], ["00/D"], ["02/D", "03/D"], ["00/D", "03/D", "04/D"]]
)
def test_blocks_may_be_short_at_the_ends_alone(days: list[str]) -> None:
    """One day at the beginning, two days inside, two days off between."""
    assert not _broken(*days)


def test_a_day_off_is_a_bar() -> None:
    """Of every kind of shift."""
    assert "days off" in _broken("00/D", "01/D", who="B")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("D,480,", "line 1 stands before any section"),
        ("SECTION_HORIZON\nx\n", "line 2: 'x' is no whole number"),
        ("SECTION_HORIZON\n7\n", "no SECTION_SHIFTS"),
        ("SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480\n", "line 4 of SHIFTS has fewer than 3 fields"),
    ],
)
def test_a_text_in_another_format_is_refused_with_its_line(text: str, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(CurtoisFormatError, match=said):
        read_curtois(text)
