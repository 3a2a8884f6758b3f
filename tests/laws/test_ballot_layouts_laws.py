"""The same ballots in any layout are read as the same ballots."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.detection import read_ballot_file

type_of_order = list[list[int]]
type_of_vote = tuple[type_of_order, int]


@st.composite
def elections(draw: Any) -> tuple[int, list[type_of_vote]]:
    """A number of candidates, and ballots with shared ranks that may be short, never blank."""
    count = draw(st.integers(1, 6))
    votes = []
    for _ in range(draw(st.integers(1, 8))):
        order: type_of_order = []
        for candidate in draw(st.permutations(range(count)))[: draw(st.integers(1, count))]:
            if order and draw(st.booleans()):
                order[-1].append(candidate)
            else:
                order.append([candidate])
        votes.append((order, draw(st.integers(1, 300))))
    return count, votes


def preferences(count: int, votes: list[type_of_vote]) -> list[list[int]]:
    """Count ballot by ballot who is ranked above whom."""
    table = [[0] * count for _ in range(count)]
    for order, times in votes:
        rank = {one: place for place, group in enumerate(order) for one in group}
        for one, place in rank.items():
            for other in range(count):
                if other != one and place < rank.get(other, count):
                    table[one][other] += times
    return table


def read(text: str, file: str) -> Any:
    return read_ballot_file(text.encode(), file=file).ballots


@given(election=elections())
def test_rankings_are_the_same_in_every_layout(
    election: tuple[int, list[type_of_vote]],
) -> None:
    """New and old PrefLib, BLT, and a table."""
    count, votes = election
    grouped = [
        (",".join(f"{{{','.join(str(one + 1) for one in group)}}}" for group in order), times)
        for order, times in votes
    ]
    total = sum(times for _, times in votes)
    names = "".join(f"# ALTERNATIVE NAME {one + 1}: c{one}\n" for one in range(count))
    new = f"# NUMBER ALTERNATIVES: {count}\n# NUMBER VOTERS: {total}\n{names}"
    old = f"{count}\n" + "".join(f"{one + 1},c{one}\n" for one in range(count))
    blt = "".join(
        f"{times} {' '.join('='.join(str(one + 1) for one in group) for group in order)} 0\n"
        for order, times in votes
    )
    table = "".join(
        f"{times},{'>'.join('='.join(f'c{one}' for one in group) for group in order)}\n"
        for order, times in votes
    )
    listed = ",".join(f"c{one}" for one in range(count))
    quoted = "\n".join(f'"c{one}"' for one in range(count))
    for text, file in (
        (new + "".join(f"{times}: {order}\n" for order, times in grouped), "x.toi"),
        (old + f"{total},{total},1\n" + "".join(f"{t},{o}\n" for o, t in grouped), "x.toi"),
        (f"{count} 1\n{blt}0\n{quoted}\n", "x.blt"),
        (f"候选人,{listed}\n张数,排序\n{table}", "x.csv"),
    ):
        ballots = read(text, file)
        assert isinstance(ballots, Rankings)
        assert ballots.candidates == tuple(f"c{one}" for one in range(count))
        assert ballots.total == total
        assert ballots.preferences() == preferences(count, votes)


@given(
    votes=st.lists(st.tuples(st.sets(st.integers(0, 4)), st.integers(1, 9)), min_size=1, max_size=9)
)
def test_approvals_are_the_same_in_every_layout(votes: list[tuple[set[int], int]]) -> None:
    """Categories, Pabulib row by row, and a table."""
    tallies = [sum(times for named, times in votes if one in named) for one in range(5)]
    total = sum(times for _, times in votes)
    names = "".join(f"# ALTERNATIVE NAME {one + 1}: c{one}\n" for one in range(5))
    head = f"# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 5\n# CATEGORY NAME 1: y\n{names}"
    cat = "".join(f"{t}: {{{','.join(str(one + 1) for one in v)}}}\n" for v, t in votes)
    rows = [",".join(f"c{one}" for one in named) for named, times in votes for _ in range(times)]
    pb = "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\n" + "".join(
        f"c{one};{one + 1}\n" for one in range(5)
    )
    pb += "VOTES\nvoter_id;vote\n" + "".join(f"{at};{row}\n" for at, row in enumerate(rows))
    table = "候选人,c0,c1,c2,c3,c4\n张数,赞成的候选人\n" + "".join(
        f"{times},{'|'.join(f'c{one}' for one in named)}\n" for named, times in votes
    )
    texts = [(pb, "x.pb"), (table, "x.csv")]
    if any(tallies):
        texts.append((head + cat, "x.cat"))
    for text, file in texts:
        ballots = read(text, file)
        approvals = ballots.ballots if isinstance(ballots, ProjectVotes) else ballots
        assert isinstance(approvals, Approvals)
        assert (approvals.tallies(), approvals.total) == (tallies, total)


@given(
    votes=st.lists(
        st.dictionaries(st.integers(0, 3), st.integers(0, 400), min_size=1), min_size=1, max_size=9
    )
)
def test_points_are_the_same_in_every_layout(votes: list[dict[int, int]]) -> None:
    """Pabulib's scoring votes, and a table with a column for each name."""
    sums = [sum(vote.get(one, 0) for vote in votes) for one in range(4)]
    pb = "META\nkey;value\nbudget;9\nvote_type;scoring\nPROJECTS\nproject_id;cost\n" + "".join(
        f"c{one};1\n" for one in range(4)
    )
    pb += "VOTES\nvoter_id;vote;points\n" + "".join(
        f"{at};{','.join(f'c{one}' for one in vote)};{','.join(map(str, vote.values()))}\n"
        for at, vote in enumerate(votes)
    )
    table = "张数,评分:c0,评分:c1,评分:c2,评分:c3\n" + "".join(
        f"1,{','.join(str(vote.get(one, '')) for one in range(4))}\n" for vote in votes
    )
    for text, file in ((pb, "x.pb"), (table, "x.csv")):
        ballots = read(text, file)
        scores = ballots.ballots if isinstance(ballots, ProjectVotes) else ballots
        assert isinstance(scores, Scores)
        assert (scores.sums(), scores.total) == (sums, len(votes))
