"""Laws of budgets and committees by votes and by equal shares, against counts written voter by voter."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Completion, CountSettings, Utility
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Count, FigureName, TieBreak
from gongtong.voting.methods import (
    equal_shares,
    pb_equal_shares,
    pb_equal_shares_add1,
    pb_greedy,
    pb_greedy_no_skip,
    pb_greedy_threshold,
)

IN_ORDER = TieRule(by=TieBreak.ORDER)
Ballot = dict[int, int]
Payers = list[dict[int, int]]


@st.composite
def profiles(draw: st.DrawFn, most: int = 5) -> tuple[int, list[tuple[Ballot, int]]]:
    """Draw up to `most` projects and ballots that give some of them 1 to 3 points, with their number."""
    projects = draw(st.integers(1, most))
    points = st.dictionaries(st.integers(0, projects - 1), st.integers(1, 3))
    return projects, draw(st.lists(st.tuples(points, st.integers(1, 3)), min_size=1, max_size=5))


@st.composite
def budgets(draw: st.DrawFn) -> tuple[ProjectVotes, Payers]:
    """Draw a vote on a budget, by approvals or points, and the same ballots voter by voter."""
    projects, cast = draw(profiles())
    names = "甲乙丙丁戊"[:projects]
    by_points = draw(st.booleans())
    if not by_points:
        cast = [(dict.fromkeys(ballot, 1), times) for ballot, times in cast]
    ballots = Scores.from_ballots(names, cast) if by_points else Approvals.from_ballots(names, cast)
    some = st.frozensets(st.integers(0, projects - 1), min_size=1)
    votes = ProjectVotes(
        ballots,
        tuple(draw(st.lists(st.integers(1, 8), min_size=projects, max_size=projects))),
        draw(st.integers(0, 20)),
        caps=tuple(
            SpendingCap(str(number), projects, most)
            for number, (projects, most) in enumerate(
                draw(st.lists(st.tuples(some, st.integers(0, 12)), max_size=1))
            )
        ),
        exclusions=tuple(map(Exclusion, draw(st.lists(some, max_size=1)))),
        minimum_score=draw(st.none() | st.integers(0, 4)),
    )
    return votes, [ballot for ballot, times in cast for _ in range(times)]


def numbers(votes: ProjectVotes | Approvals, names: tuple[str, ...]) -> list[int]:
    """Give the places of some names on the ballot paper."""
    return [votes.candidates.index(name) for name in names]


def may_be_bought(votes: ProjectVotes, payers: Payers, bought: list[int], project: int) -> bool:
    """Say, from the words of the rules alone, whether a project breaks none of them."""
    score = sum(ballot.get(project, 0) for ballot in payers)
    after = [*bought, project]
    return (
        score >= (votes.minimum_score or 0)
        and not any(
            project in rivals.projects and rivals.projects & set(bought)
            for rivals in votes.exclusions
        )
        and not any(
            project in cap.projects
            and sum(votes.costs[one] for one in after if one in cap.projects) > cap.most
            for cap in votes.caps
        )
    )


def bought_by_votes(votes: ProjectVotes, payers: Payers) -> list[int]:
    """Go down the list, earlier on the paper first among equals, passing over what does not fit."""
    scores = [sum(ballot.get(one, 0) for ballot in payers) for one in range(len(votes.costs))]
    bought: list[int] = []
    for project in sorted(range(len(scores)), key=lambda one: (-scores[one], one)):
        left = votes.budget - sum(votes.costs[one] for one in bought)
        if votes.costs[project] <= left and may_be_bought(votes, payers, bought, project):
            bought.append(project)
    return bought


@given(budgets())
def test_greedy_is_the_list_gone_down_once(drawn: tuple[ProjectVotes, Payers]) -> None:
    """What is bought by votes is what a walk down the list buys, and the two names agree."""
    votes, payers = drawn
    for method in (pb_greedy.METHOD, pb_greedy_threshold.METHOD):
        counted = method.run(votes, CountSettings(ties=IN_ORDER))
        assert numbers(votes, counted.elected) == bought_by_votes(votes, payers)


@given(budgets())
def test_no_skip_buys_a_beginning_of_the_list(drawn: tuple[ProjectVotes, Payers]) -> None:
    """Without caps, what is bought is the longest beginning of the list of allowed projects that fits."""
    drawn_votes, payers = drawn
    votes = ProjectVotes(
        drawn_votes.ballots,
        drawn_votes.costs,
        drawn_votes.budget,
        exclusions=drawn_votes.exclusions,
        minimum_score=drawn_votes.minimum_score,
    )
    scores = votes.scores()
    expected: list[int] = []
    for project in sorted(range(len(scores)), key=lambda one: (-scores[one], one)):
        if may_be_bought(votes, payers, expected, project):
            if sum(votes.costs[one] for one in [*expected, project]) > votes.budget:
                break
            expected.append(project)
    counted = pb_greedy_no_skip.METHOD.run(votes, CountSettings(ties=IN_ORDER))
    assert numbers(votes, counted.elected) == expected


def worth_of(votes: ProjectVotes, payers: Payers, utility: Utility) -> Payers:
    """Say what each project is worth to each voter."""
    return [
        {
            one: {Utility.COST: votes.costs[one], Utility.NUMBER: 1, Utility.POINTS: points}[
                utility
            ]
            for one, points in ballot.items()
        }
        for ballot in payers
    ]


def lowest_price(worths: Payers, money: list[Fraction], project: int, cost: int) -> Fraction | None:
    """Find the price for a unit of worth at which the payments add up to the cost, if there is one."""
    pairs = sorted(
        (money[voter] / worth[project], voter)
        for voter, worth in enumerate(worths)
        if project in worth
    )
    if sum(money[voter] for _, voter in pairs) < cost:
        return None
    left = Fraction(cost)
    while pairs:
        price = left / sum(worths[voter][project] for _, voter in pairs)
        most, voter = pairs.pop(0)
        if most >= price:
            return price
        left -= money[voter]
    return None


def ways_of_buying(
    worths: Payers,
    costs: tuple[int, ...],
    money: list[Fraction],
    allowed: Callable[[list[int], int], bool],
) -> Iterator[tuple[list[int], list[Fraction]]]:
    """Buy by equal shares in every way in which ties can be broken, and say what is left to each."""

    def buy(bought: list[int], money: list[Fraction]) -> Iterator[tuple[list[int], list[Fraction]]]:
        prices = {
            project: price
            for project, cost in enumerate(costs)
            if project not in bought
            and allowed(bought, project)
            and (price := lowest_price(worths, money, project, cost)) is not None
        }
        if not prices:
            yield bought, money
        for project, price in prices.items():
            if price == min(prices.values()):
                paid = [
                    max(Fraction(0), amount - price * worth.get(project, 0))
                    for amount, worth in zip(money, worths, strict=True)
                ]
                yield from buy([*bought, project], paid)

    return buy([], money)


def first_way(
    votes: ProjectVotes, payers: Payers, utility: Utility, per_voter: Fraction
) -> list[int]:
    """Buy by equal shares, earlier on the paper first among equals."""
    ways = ways_of_buying(
        worth_of(votes, payers, utility),
        votes.costs,
        [per_voter] * len(payers),
        lambda bought, project: may_be_bought(votes, payers, bought, project),
    )
    return next(ways)[0]


@given(budgets(), st.sampled_from(Utility))
def test_equal_shares_are_what_voters_pay_one_by_one(
    drawn: tuple[ProjectVotes, Payers], utility: Utility
) -> None:
    """The purchases are those of a count in which every voter has an account of his own."""
    votes, payers = drawn
    counted = pb_equal_shares.METHOD.run(votes, CountSettings(ties=IN_ORDER, utility=utility))
    expected = first_way(votes, payers, utility, Fraction(votes.budget, len(payers)))
    assert sorted(numbers(votes, counted.elected)) == sorted(expected)


@given(budgets())
def test_an_open_tie_elects_what_every_way_elects(drawn: tuple[ProjectVotes, Payers]) -> None:
    """Without a rule for ties, elected is what all ways buy, undecided what only some of them buy."""
    votes, payers = drawn
    counted = pb_equal_shares.METHOD.run(votes, CountSettings(utility=Utility.NUMBER))
    ways = ways_of_buying(
        worth_of(votes, payers, Utility.NUMBER),
        votes.costs,
        [Fraction(votes.budget, len(payers))] * len(payers),
        lambda bought, project: may_be_bought(votes, payers, bought, project),
    )
    outcomes = [frozenset(bought) for bought, _ in ways]
    assert set(numbers(votes, counted.elected)) == frozenset.intersection(*outcomes)
    some = frozenset.union(*outcomes) - frozenset.intersection(*outcomes)
    assert set(numbers(votes, counted.undecided)) == some


@given(budgets(), st.sampled_from((1, 2, 3)))
@settings(max_examples=60)
def test_add1_tries_one_amount_after_the_other(
    drawn: tuple[ProjectVotes, Payers], units: int
) -> None:
    """Leaping over proven amounts gives what trying every amount gives, to the same last amount."""
    votes, payers = drawn
    votes = ProjectVotes(
        votes.ballots,
        votes.costs,
        votes.budget,
        units=units,
        caps=votes.caps,
        exclusions=votes.exclusions,
        minimum_score=votes.minimum_score,
    )
    utility = Utility.COST if isinstance(votes.ballots, Approvals) else Utility.POINTS
    part = Fraction(votes.budget, len(payers))
    bought = first_way(votes, payers, utility, part)
    enough = sum(votes.costs) + part
    last = part
    while last < enough:
        following = Fraction((last // units + 1) * units)
        more = first_way(votes, payers, utility, following)
        if sum(votes.costs[one] for one in more) > votes.budget:
            break
        bought, last = more, following
    counted = pb_equal_shares_add1.METHOD.run(votes, CountSettings(ties=IN_ORDER))
    assert sorted(numbers(votes, counted.elected)) == sorted(bought)
    figures = {one.name: one.amount for one in counted.notes}
    if FigureName.TOO_MUCH_COST in figures:
        assert figures[FigureName.BUDGET_PER_VOTER] == last / units
        assert figures[FigureName.TOO_MUCH_PER_VOTER] == last // units + 1


@given(
    budgets(),
    st.sampled_from((pb_equal_shares.METHOD, pb_equal_shares_add1.METHOD)),
    st.sampled_from((Completion.NONE, Completion.UTILITARIAN)),
    st.booleans(),
)
def test_no_rule_of_the_vote_is_ever_broken(
    drawn: tuple[ProjectVotes, Payers], method: object, completion: Completion, compared: bool
) -> None:
    """Whatever was asked for: the budget, the caps, the exclusions and the minimum hold."""
    votes, payers = drawn
    assert method in (pb_equal_shares.METHOD, pb_equal_shares_add1.METHOD)
    wanted = CountSettings(ties=IN_ORDER, completion=completion, comparison=compared)
    counter = pb_equal_shares if method is pb_equal_shares.METHOD else pb_equal_shares_add1
    bought = numbers(votes, counter.METHOD.run(votes, wanted).elected)
    assert sum(votes.costs[one] for one in bought) <= votes.budget
    for place, project in enumerate(bought):
        assert may_be_bought(votes, payers, bought[:place], project)


def committee(drawn: tuple[int, list[tuple[Ballot, int]]]) -> tuple[Approvals, list[set[int]]]:
    """Read a drawn profile as approvals, and voter by voter."""
    candidates, cast = drawn
    ballots = Approvals.from_ballots("abcde"[:candidates], cast)
    return ballots, [set(ballot) for ballot, times in cast for _ in range(times)]


def with_growing_money(
    wishes: list[set[int]], money: list[Fraction], elected: list[int], seats: int
) -> Iterator[list[int]]:
    """Fill seats in every way in which everybody's money grows until a supported seat can be paid."""
    waits = {
        candidate: (1 - sum((money[one] for one in payers), Fraction(0))) / len(payers)
        for candidate in set().union(*wishes) - set(elected)
        if (payers := [one for one, wish in enumerate(wishes) if candidate in wish])
    }
    if not waits or len(elected) == seats:
        yield elected
        return
    for candidate, wait in waits.items():
        if wait == min(waits.values()):
            grown = [
                Fraction(0) if candidate in wish else amount + wait
                for amount, wish in zip(money, wishes, strict=True)
            ]
            yield from with_growing_money(wishes, grown, [*elected, candidate], seats)


def ways_of_electing(wishes: list[set[int]], candidates: int, seats: int) -> list[frozenset[int]]:
    """Elect a committee by equal shares and growing money in every way."""
    ways = ways_of_buying(
        [dict.fromkeys(wish, 1) for wish in wishes],
        (1,) * candidates,
        [Fraction(seats, len(wishes))] * len(wishes),
        lambda _, __: True,
    )
    filled = (with_growing_money(wishes, left, elected, seats) for elected, left in ways)
    return [frozenset(elected) for elected in chain.from_iterable(filled)]


@given(profiles(4), st.integers(1, 4))
@settings(max_examples=60)
def test_a_committee_is_what_every_way_elects(
    drawn: tuple[int, list[tuple[Ballot, int]]], seats: int
) -> None:
    """Elected are those whom every way of breaking ties elects; the others of some way stay undecided."""
    ballots, wishes = committee(drawn)
    counted = equal_shares.METHOD.run(ballots, CountSettings(seats=seats))
    outcomes = ways_of_electing(wishes, len(ballots.candidates), seats)
    always = frozenset.intersection(*outcomes)
    assert set(numbers(ballots, counted.elected)) == always
    some = frozenset.union(*outcomes) - always
    assert set(numbers(ballots, counted.undecided)) == some


def is_represented(wishes: list[set[int]], elected: set[int], seats: int) -> bool:
    """Say whether every group with enough voters and common wishes has a member that is served (EJR)."""
    voters = range(len(wishes))
    groups = chain.from_iterable(combinations(voters, size) for size in range(1, len(wishes) + 1))
    for group in groups:
        common = set(wishes[group[0]]).intersection(*(wishes[one] for one in group))
        deserved = min(len(common), len(group) * seats // len(wishes))
        if deserved and max(len(wishes[one] & elected) for one in group) < deserved:
            return False
    return True


@given(profiles(4), st.integers(1, 4), st.sampled_from(Completion))
@settings(max_examples=60)
def test_every_large_group_that_agrees_is_represented(
    drawn: tuple[int, list[tuple[Ballot, int]]], seats: int, completion: Completion
) -> None:
    """Equal shares satisfy extended justified representation, however they are completed."""
    ballots, wishes = committee(drawn)
    wanted = CountSettings(seats=seats, ties=IN_ORDER, completion=completion)
    counted = equal_shares.METHOD.run(ballots, wanted)
    elected = set(numbers(ballots, counted.elected))
    assert len(elected) <= seats
    assert is_represented(wishes, elected, seats)


@given(budgets())
def test_a_trace_can_be_paid_by_its_voters(drawn: tuple[ProjectVotes, Payers]) -> None:
    """Replaying the prices of the trace, the payments add up to each cost and nobody pays more than he has."""
    votes, payers = drawn
    counted = pb_equal_shares.METHOD.run(votes, CountSettings(ties=IN_ORDER, utility=Utility.COST))
    replay(votes, worth_of(votes, payers, Utility.COST), counted)


def replay(votes: ProjectVotes, worths: Payers, counted: Count) -> None:
    """Let voters pay what the rounds say, and check the sums."""
    money = [Fraction(votes.budget, len(worths))] * len(worths)
    for one in counted.rounds:
        for name in (step.candidate for step in one.steps if step.act.value == "elected"):
            project = votes.candidates.index(name)
            price = one.amount_of(name)
            assert price is not None
            paid = [
                min(amount, price * worth.get(project, 0))
                for amount, worth in zip(money, worths, strict=True)
            ]
            assert sum(paid) == votes.costs[project]
            assert max(paid) == next(
                figure.amount for figure in one.figures if figure.name is FigureName.PER_VOTER
            )
            money = [amount - part for amount, part in zip(money, paid, strict=True)]
