from itertools import combinations

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.methods.committee_search import CommitteeSearch

BALLOTS = [({0, 1}, 5), ({1}, 3), ({0, 2}, 5), ({2}, 4), ({0, 1, 2, 3}, 2), ({3}, 1)]


def search(seats: int = 2) -> CommitteeSearch:
    return CommitteeSearch(Approvals.from_ballots("abcd", BALLOTS), range(4), seats)


def test_points_are_harmonic() -> None:
    """Five ballots with one elected, five with one, four with one, two with two: 12 + 5 + 2 * 1.5."""
    searching = search()
    assert searching.points((1, 2)) == searching.scale * (5 + 3 + 5 + 4) + searching.scale * 3


def test_a_line_is_a_bound_of_every_committee() -> None:
    """Whatever committee a line is laid through, no committee has more points than the line says."""
    for seats in (1, 2, 3, 4):
        searching = search(seats)
        for through in combinations(range(4), seats):
            line = searching.line(through)
            for committee in combinations(range(4), seats):
                assert line.bound(committee, (), 0) >= searching.points(committee)
                left = [one for one in range(4) if one not in committee[:1]]
                assert line.bound(committee[:1], left, seats - 1) >= searching.points(committee)


def test_exchanges_name_the_best_member_to_make_room() -> None:
    """For each candidate outside, the best committee with it in place of one member, and of whom."""
    searching = search()
    found = searching.exchanges((1, 2))
    assert found[0] == max((searching.points((0, stays)), out) for stays, out in ((1, 2), (2, 1)))
    assert set(found) == {0, 3}


def test_exchanging_ends_at_a_committee_that_no_exchange_improves() -> None:
    """From the worst committee, exchanges lead to one that is best among its neighbours."""
    searching = search()
    committee = searching.improved((0, 3))
    best = searching.points(committee)
    assert all(points <= best for points, _ in searching.exchanges(committee).values())


def test_all_best_committees_are_found_once() -> None:
    """Four ballots that each pair a candidate of one side with one of the other: two best pairs."""
    ballots = Approvals.from_ballots("abcd", [({0, 2}, 1), ({0, 3}, 1), ({1, 2}, 1), ({1, 3}, 1)])
    best = CommitteeSearch(ballots, range(4), 2).run()
    assert best.committees == ((0, 1), (2, 3))
    assert best.points == 4 * best.scale


def test_candidates_with_the_same_supporters_stand_for_one_another() -> None:
    """Of equal candidates the first appears, and `alike` names them all."""
    ballots = Approvals.from_ballots("abc", [({0, 1}, 1), ({2}, 2)])
    best = CommitteeSearch(ballots, range(3), 2).run()
    assert best.committees == ((0, 2),)
    assert best.alike[0] == (0, 1)
