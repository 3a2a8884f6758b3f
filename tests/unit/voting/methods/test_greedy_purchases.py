"""Going down the list of projects by votes."""

from fractions import Fraction

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import (
    Act,
    FigureName,
    Measure,
    Needed,
    Stage,
    TieBreak,
    Why,
)
from gongtong.voting.methods.greedy_purchases import (
    GreedyPurchases,
    WhenShort,
    count_by_votes,
    measure_of,
)
from gongtong.voting.methods.spending import Spending

NAMES = ("路灯", "树", "长椅", "车棚")
BALLOTS = Approvals.from_ballots(NAMES, [({0}, 4), ({1, 2}, 3), ({3}, 1)])


def votes_on(costs: tuple[int, ...], budget: int, **more: object) -> ProjectVotes:
    return ProjectVotes(BALLOTS, costs, budget, **more)  # type: ignore[arg-type]  # each test names what it adds


def bought(votes: ProjectVotes, when_short: WhenShort, last_first: bool = False) -> list[str]:
    names = tuple(reversed(NAMES)) if last_first else NAMES
    referee = Referee(NAMES, TieRule(by=TieBreak.SENIORITY, names=names))
    return list(count_by_votes("pb-greedy", votes, referee, when_short).elected)


def test_what_does_not_fit_is_passed_over_or_ends_the_list() -> None:
    """树 costs more than is left after 路灯: skipping goes on to 长椅 and 车棚, stopping does not."""
    votes = votes_on((50, 60, 30, 10), 100)
    assert bought(votes, WhenShort.SKIP) == ["路灯", "长椅", "车棚"]
    assert bought(votes, WhenShort.STOP) == ["路灯"]


def test_equal_votes_need_no_order_where_all_fit_or_none() -> None:
    """No tie is asked where both of two equal projects are bought, or neither."""
    for budget in (100, 55):
        referee = Referee(NAMES, TieRule(by=TieBreak.ORDER))
        count_by_votes("pb-greedy", votes_on((50, 20, 20, 9), budget), referee, WhenShort.SKIP)
        assert referee.ties == []


def test_equal_votes_are_a_tie_where_only_one_fits() -> None:
    """With money for one of 树 and 长椅 the rule decides which, in both ways of going on."""
    votes = votes_on((50, 20, 20, 90), 75)
    for when_short in WhenShort:
        assert bought(votes, when_short) == ["路灯", "树"]
        assert bought(votes, when_short, last_first=True) == ["路灯", "长椅"]


def test_where_the_list_stops_an_equal_project_that_does_not_fit_can_end_it() -> None:
    """树 fits and 长椅 does not: if 长椅 comes first the list ends before 树."""
    votes = votes_on((50, 20, 80, 10), 75)
    assert bought(votes, WhenShort.STOP) == ["路灯", "树"]
    assert bought(votes, WhenShort.STOP, last_first=True) == ["路灯"]
    assert bought(votes, WhenShort.SKIP, last_first=True) == ["路灯", "树"]


def test_a_full_cap_ends_its_own_list_only() -> None:
    """Without skipping, what is behind a full cap stops for that cap; other projects go on."""
    caps = (SpendingCap("东区", frozenset({0, 1, 3}), 60),)
    votes = votes_on((50, 20, 20, 10), 100, caps=caps)
    assert bought(votes, WhenShort.STOP) == ["路灯", "长椅"]
    assert bought(votes, WhenShort.SKIP) == ["路灯", "长椅", "车棚"]


def test_a_list_may_end_with_a_full_cap() -> None:
    """The last project does not fit its own cap: the others are bought."""
    caps = (SpendingCap("西区", frozenset({3}), 9),)
    votes = votes_on((50, 20, 20, 10), 100, caps=caps)
    assert bought(votes, WhenShort.STOP) == ["路灯", "树", "长椅"]


def test_an_excluded_project_does_not_end_the_list() -> None:
    """Only money ends a list: a project excluded by one that was bought is passed over."""
    votes = votes_on((50, 20, 20, 10), 90, exclusions=(Exclusion(frozenset({0, 1})),))
    assert bought(votes, WhenShort.STOP) == ["路灯", "长椅", "车棚"]


def test_every_decision_is_a_round_with_cost_money_and_ground() -> None:
    """Rounds tell cost and money in the unit of the file, the money being what was left before."""
    votes = votes_on((5000, 6000, 3000, 1000), 10050, units=100, minimum_score=3)
    referee = Referee(NAMES, TieRule(by=TieBreak.ORDER))
    counted = count_by_votes("pb-greedy", votes, referee, WhenShort.SKIP)
    told = [
        (step.candidate, step.act, step.why, one.figures[-1].amount)
        for one in counted.rounds
        for step in one.steps
    ]
    assert told == [
        ("路灯", Act.ELECTED, Why.MOST, Fraction(201, 2)),
        ("树", Act.SKIPPED, Why.NOT_AFFORDABLE, Fraction(101, 2)),
        ("长椅", Act.ELECTED, Why.MOST, Fraction(101, 2)),
        ("车棚", Act.SKIPPED, Why.BELOW_THRESHOLD, Fraction(41, 2)),
    ]
    first = counted.rounds[0]
    assert first.needed == Needed(Fraction(3))
    assert (first.figures[0].name, first.figures[0].amount) == (FigureName.COST, Fraction(50))
    assert first.amount_of("路灯") == 4


def test_what_is_behind_the_end_of_a_list_is_told_in_one_round() -> None:
    """The rest is stopped, except what other rules forbid anyway."""
    votes = votes_on((50, 60, 30, 10), 100, minimum_score=2)
    referee = Referee(NAMES, TieRule(by=TieBreak.ORDER))
    last = count_by_votes("pb-greedy-no-skip", votes, referee, WhenShort.STOP).rounds[-1]
    assert [(step.candidate, step.why) for step in last.steps] == [
        ("长椅", Why.STOPPED),
        ("车棚", Why.BELOW_THRESHOLD),
    ]


def test_it_can_go_on_from_what_was_bought_before() -> None:
    """As a completion it numbers its rounds after others and spends what they left."""
    votes = votes_on((50, 20, 20, 10), 80)
    book = Spending.under(votes, votes.scores())
    book.buy(2)
    referee = Referee(NAMES, TieRule(by=TieBreak.ORDER))
    going = GreedyPurchases(book, votes.scores(), referee, rounds_before=3, stage=Stage.COMPLETION)
    assert going.buy([0, 1, 3], WhenShort.SKIP) == [0, 3]
    assert [one.number for one in going.rounds] == [4, 5, 6]
    assert {one.stage for one in going.rounds} == {Stage.COMPLETION}


def test_points_are_told_as_points() -> None:
    """Ballots that give points make the measure points, others votes."""
    scores = Scores.from_ballots(NAMES, [({0: 5, 1: 1}, 1)])
    assert measure_of(ProjectVotes(scores, (1, 1, 1, 1), 4)) is Measure.POINTS
    assert measure_of(votes_on((1, 1, 1, 1), 4)) is Measure.VOTES
