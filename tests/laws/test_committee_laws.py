"""Laws of committees in proportion, against counts that go ballot by ballot with fractions."""

import json
import re
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.candidate import CandidateObject
from votelib.evaluate.approval import SequentialProportionalApproval

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, TieBreak
from gongtong.voting.methods import pav, seq_pav, seq_phragmen

STORED = Path(__file__).parents[3] / "shared" / "ground-truth" / "voting" / "abcvoting"
Profile = list[frozenset[int]]
BY_ORDER = TieRule(by=TieBreak.ORDER)


@st.composite
def profiles(draw: st.DrawFn) -> tuple[int, int, Profile]:
    """Draw up to six candidates, up to nine voters, and a number of seats."""
    candidates = draw(st.integers(1, 6))
    ballot = st.frozensets(st.integers(0, candidates - 1))
    profile = draw(st.lists(ballot, min_size=1, max_size=9))
    return candidates, draw(st.integers(1, candidates)), profile


def run(
    method: CountingMethod, candidates: int, seats: int, profile: Profile, rule: TieRule
) -> Count:
    names = [str(number) for number in range(candidates)]
    ballots = Approvals.from_ballots(names, [(ballot, 1) for ballot in profile])
    return method.run(ballots, CountSettings(seats=seats, ties=rule))


def points_of(committee: frozenset[int], profile: Profile) -> Fraction:
    return sum(
        (
            Fraction(1, place)
            for ballot in profile
            for place in range(1, len(ballot & committee) + 1)
        ),
        Fraction(0),
    )


def named(profile: Profile) -> list[int]:
    return sorted(set().union(*profile))


def best_committees(seats: int, profile: Profile) -> set[frozenset[int]]:
    """Every committee with the most points, by looking at all of them."""
    among = named(profile)
    all_of_them = [frozenset(one) for one in combinations(among, min(seats, len(among)))]
    most = max(points_of(one, profile) for one in all_of_them)
    return {one for one in all_of_them if points_of(one, profile) == most}


def pav_turn(profile: Profile, elected: tuple[int, ...]) -> dict[int, Fraction]:
    """What each candidate would add, negative, so that the least is the best."""
    before = points_of(frozenset(elected), profile)
    return {
        one: before - points_of(frozenset((*elected, one)), profile)
        for one in named(profile)
        if one not in elected
    }


def phragmen_turn(profile: Profile, elected: tuple[int, ...]) -> dict[int, Fraction]:
    """What each supporter would carry, from the loads of every single voter."""
    loads = [Fraction(0)] * len(profile)
    for member in elected:
        shared = carried_with(member, profile, loads)
        loads = [
            shared if member in ballot else load
            for ballot, load in zip(profile, loads, strict=True)
        ]
    return {one: carried_with(one, profile, loads) for one in named(profile) if one not in elected}


def carried_with(member: int, profile: Profile, loads: list[Fraction]) -> Fraction:
    mine = [load for ballot, load in zip(profile, loads, strict=True) if member in ballot]
    return (1 + sum(mine)) / Fraction(len(mine))


TURNS = {seq_pav.METHOD: pav_turn, seq_phragmen.METHOD: phragmen_turn}
IN_TURN = pytest.mark.parametrize("method", TURNS, ids=lambda method: method.name)


def all_orders(method: CountingMethod, seats: int, profile: Profile) -> set[tuple[int, ...]]:
    """Every order of election that the rule allows, going both ways at every tie."""
    turn = TURNS[method]

    @cache
    def after(elected: tuple[int, ...]) -> frozenset[tuple[int, ...]]:
        figures = turn(profile, elected)
        if len(elected) == seats or not figures:
            return frozenset([elected])
        least = min(figures.values())
        return frozenset().union(
            *(after((*elected, one)) for one, figure in figures.items() if figure == least)
        )

    return set(after(()))


def as_numbers(names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int(name) for name in names)


@IN_TURN
@given(drawn=profiles())
def test_seat_by_seat_as_ballot_by_ballot(
    method: CountingMethod, drawn: tuple[int, int, Profile]
) -> None:
    """With ties broken by order, the order of election and every figure are those of the plain count."""
    candidates, seats, profile = drawn
    count = run(method, candidates, seats, profile, BY_ORDER)
    elected: tuple[int, ...] = ()
    for each in count.rounds:
        figures = TURNS[method](profile, elected)
        sign = -1 if method is seq_pav.METHOD else 1
        told = {int(one.candidate): sign * one.amount for one in each.amounts}
        assert told == figures
        elected = (*elected, min(figures, key=lambda one: (figures[one], one)))
    assert as_numbers(count.elected) == elected
    assert len(elected) == min(seats, len(named(profile)))


@IN_TURN
@given(drawn=profiles())
def test_open_ties_leave_undecided_exactly_what_depends_on_them(
    method: CountingMethod, drawn: tuple[int, int, Profile]
) -> None:
    """Elected is who is so however ties are broken; undecided is who is so in some ways only."""
    candidates, seats, profile = drawn
    count = run(method, candidates, seats, profile, TieRule())
    ways = [frozenset(order) for order in all_orders(method, seats, profile)]
    always = frozenset.intersection(*ways)
    if len(all_orders(method, seats, profile)) <= 60:  # fewer ways than are tried at the most
        assert frozenset(as_numbers(count.elected)) == always
        assert frozenset(as_numbers(count.undecided)) == frozenset().union(*ways) - always
    else:
        assert frozenset(as_numbers(count.elected)) <= always


@given(profiles())
def test_pav_finds_every_best_committee(drawn: tuple[int, int, Profile]) -> None:
    """Elected is who is in all best committees, undecided who is in some of them."""
    candidates, seats, profile = drawn
    count = run(pav.METHOD, candidates, seats, profile, TieRule())
    best = best_committees(seats, profile)
    always = frozenset.intersection(*best)
    assert frozenset(as_numbers(count.elected)) == always
    assert frozenset(as_numbers(count.undecided)) == frozenset().union(*best) - always
    if best != {frozenset()}:
        total = count.rounds[0].figures[0].amount
        assert total == points_of(next(iter(best)), profile)


@given(profiles(), st.permutations(range(6)))
def test_pav_by_a_list_elects_the_first_best_committee_of_the_list(
    drawn: tuple[int, int, Profile], order: list[int]
) -> None:
    """With a named list a best committee is elected: the one that comes first by the list."""
    candidates, seats, profile = drawn
    rule = TieRule(by=TieBreak.SENIORITY, names=[str(one) for one in order])
    count = run(pav.METHOD, candidates, seats, profile, rule)
    best = best_committees(seats, profile)
    first = min(best, key=lambda one: sorted(order.index(member) for member in one))
    assert frozenset(as_numbers(count.elected)) == first


@given(profiles())
def test_pav_amounts_say_how_near_each_candidate_came(drawn: tuple[int, int, Profile]) -> None:
    """A member has the points of the committee; anybody else the most it could have by one exchange."""
    candidates, seats, profile = drawn
    count = run(pav.METHOD, candidates, seats, profile, BY_ORDER)
    best = best_committees(seats, profile)
    most = points_of(next(iter(best)), profile)
    told = {int(one.candidate): one.amount for one in count.scores}
    for one, amount in told.items():
        assert (amount == most) == any(one in committee for committee in best)
    assert set(told) == set(named(profile))


def has_its_share(committee: frozenset[int], group: Profile, agreed: int) -> tuple[bool, bool]:
    """Whether somebody of the group has so many representatives, and whether all together do."""
    somebody = any(len(ballot & committee) >= agreed for ballot in group)
    together = len(frozenset().union(*group) & committee) >= agreed
    return somebody, together


@given(profiles())
def test_groups_that_agree_are_represented(drawn: tuple[int, int, Profile]) -> None:
    """A group with l/k of the voters that agrees on l candidates gets its share.

    With PAV somebody in it has l representatives (EJR); with sequential Phragmén the members
    together have l (PJR).
    """
    candidates, seats, profile = drawn
    by_pav, by_phragmen = (
        frozenset(as_numbers(run(method, candidates, seats, profile, BY_ORDER).elected))
        for method in (pav.METHOD, seq_phragmen.METHOD)
    )
    if len(named(profile)) < seats:
        return
    for agreed in range(1, seats + 1):
        for on in combinations(range(candidates), agreed):
            agreeing = [ballot for ballot in profile if ballot.issuperset(on)]
            if len(agreeing) * seats < agreed * len(profile):
                continue
            size = -(-agreed * len(profile) // seats)
            for group in combinations(agreeing, size):
                assert has_its_share(by_pav, list(group), agreed)[0]
                assert has_its_share(by_phragmen, list(group), agreed)[1]


@given(profiles())
def test_seq_pav_agrees_with_votelib(drawn: tuple[int, int, Profile]) -> None:
    """Where there is no tie, votelib elects the same in the same order; at a tie it raises."""
    candidates, seats, profile = drawn
    if len(all_orders(seq_pav.METHOD, seats, profile)) > 1 or not named(profile):
        return
    votes = {
        frozenset[str | CandidateObject](map(str, ballot)): profile.count(ballot)
        for ballot in profile
    }
    theirs = SequentialProportionalApproval().evaluate(votes, min(seats, len(named(profile))))
    count = run(seq_pav.METHOD, candidates, seats, profile, TieRule())
    assert list(count.elected) == list(theirs)


def stored_lists(text: str, before: str) -> list[list[int]]:
    """Read the lists of numbers that follow a pattern, over as many lines as they take."""
    found = re.search(before + r"([\[\]\d,\s]+\])", text)
    assert found
    lists: list[list[int]] = json.loads(found.group(1))
    return lists


def stored_number(text: str, name: str) -> int:
    found = re.search(rf"^{name}: (\d+)$", text, re.MULTILINE)
    assert found
    return int(found.group(1))


STORED_RULES = {
    "pav": pav.METHOD,
    "seqpav": seq_pav.METHOD,
    "seqphragmen": seq_phragmen.METHOD,
}


@pytest.mark.parametrize("name", ["instanceL0000", "instanceL0007"])
@pytest.mark.parametrize("rule", STORED_RULES)
def test_committees_that_abcvoting_stored(name: str, rule: str) -> None:
    """The committees that another library stored for its instances, resolute and irresolute.

    An irresolute result lists all winning committees: elected is who is in all of them, undecided
    who is in some. A resolute result may be any of those listed.
    """
    file = STORED / f"{name}.abc.yaml"
    if not file.exists():
        pytest.skip(f"the stored instances are not here: {file.name}")
    text = file.read_text(encoding="utf-8")
    profile = [frozenset(ballot) for ballot in stored_lists(text, "profile: ")]
    settings = stored_number(text, "num_cand"), stored_number(text, "committeesize"), profile
    for resolute in (True, False):
        of_rule = rf"rule_id: {rule}\n  result: (?=[^:]*resolute: {resolute}\n)".lower()
        committees = [frozenset(one) for one in stored_lists(text, of_rule)]
        if resolute:
            elected = run(STORED_RULES[rule], *settings, BY_ORDER).elected
            assert frozenset(as_numbers(elected)) in committees
        else:
            count = run(STORED_RULES[rule], *settings, TieRule())
            always = frozenset.intersection(*committees)
            assert frozenset(as_numbers(count.elected)) == always
            some = frozenset().union(*committees) - always
            assert frozenset(as_numbers(count.undecided)) == some
