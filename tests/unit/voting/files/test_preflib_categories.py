"""PrefLib's categories: approvals, ranks and points by rules that have names."""

from __future__ import annotations

import pytest

from gongtong.core.errors import InputError
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.preflib import read_preflib

TEXT = """# TITLE: approval
# DATA TYPE: cat
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 9
# NUMBER CATEGORIES: 3
# CATEGORY NAME 1: Yes
# CATEGORY NAME 2: Maybe
# CATEGORY NAME 3: No
# ALTERNATIVE NAME 1: a
# ALTERNATIVE NAME 2: b
# ALTERNATIVE NAME 3: c
5: {1,2},3,{}
3: {},1,{2}
1: 3
"""


def test_the_first_category_is_approved_and_a_note_names_the_rule() -> None:
    """Whoever puts nobody there abstains, but is counted."""
    found = read_preflib(TEXT.encode(), file="x.cat")
    assert isinstance(found.ballots, Approvals)
    assert found.ballots.tallies() == [5, 5, 1]
    assert found.ballots.total == 9
    assert "first-category" in found.notes[0].en


def test_categories_are_ranks_and_points_too() -> None:
    """Those of one category are level; two points for the first of three categories."""
    ranks, points = read_preflib(TEXT.encode(), file="x.cat").other_forms
    orders, scores = ranks.make(), points.make()
    assert isinstance(orders, Rankings)
    assert orders.first_choices() == [8, 5, 1]
    assert orders.preferences()[0] == [0, 3, 8]
    assert isinstance(scores, Scores)
    assert scores.sums() == [13, 10, 7]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("1: 3\n", "1: 3,{},{},1\n", "too_many_categories"),
        ("# CATEGORY NAME 2: Maybe\n", "", "categories_incomplete"),
        ("1: 3\n", "1: {3\n", "not_an_order"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, code: str) -> None:
    """More categories than the head names, a gap in them, or braces that do not close."""
    with pytest.raises(InputError) as raised:
        read_preflib(TEXT.replace(old, new).encode(), file="x.cat")
    assert code in [problem.code for problem in raised.value.problems]


def test_without_categories_or_ballots_nothing_is_counted() -> None:
    """Nobody names anybody, or no category has a name."""
    nobody = TEXT.replace("{1,2},3,{}", "{}").replace("{},1,{2}", "{}").replace("1: 3", "1: {}")
    for text in (nobody, "\n".join(one for one in TEXT.split("\n") if "CATEGORY" not in one)):
        with pytest.raises(InputError):
            read_preflib(text.encode(), file="x.cat")


def test_categories_may_be_numbered_from_zero() -> None:
    """Some published files do: the lowest number is the first category, and a gap is a problem still."""
    text = TEXT
    for number in range(1, 4):
        text = text.replace(f"# CATEGORY NAME {number}", f"# CATEGORY NAME {number - 1}")
    found = read_preflib(text.encode(), file="x.cat")
    assert isinstance(found.ballots, Approvals)
    assert found.ballots.tallies() == [5, 5, 1]
    assert "'Yes'" in found.notes[0].en
    with pytest.raises(InputError) as raised:
        read_preflib(text.replace("NAME 1: Maybe", "NAME 3: Maybe").encode(), file="x.cat")
    assert raised.value.problems[0].code == "categories_incomplete"


def test_more_may_be_approved_than_ranked() -> None:
    """Beyond 255 alternatives there are approvals and points, and no ranks; 10,000 are too many."""
    names = "".join(f"# ALTERNATIVE NAME {one}: p{one}\n" for one in range(1, 301))
    head = "# NUMBER ALTERNATIVES: 300\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n"
    found = read_preflib(f"{head}{names}4: {{7,300}},1\n".encode(), file="x.cat")
    assert isinstance(found.ballots, Approvals)
    assert [found.ballots.tallies()[one] for one in (0, 6, 299)] == [0, 4, 4]
    (points,) = found.other_forms
    scores = points.make()
    assert isinstance(scores, Scores)
    assert scores.sums()[299] == 4
    for text, file in ((f"{head}{names}1: 7\n", "x.soi"), (head.replace("300", "10000"), "x.cat")):
        with pytest.raises(InputError) as raised:
            read_preflib(text.encode(), file=file)
        assert raised.value.problems[0].code == "number_of_candidates"
