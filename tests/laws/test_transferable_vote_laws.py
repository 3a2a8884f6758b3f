"""Laws of transferable votes, against counts that go ballot by ballot with fractions."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.voting.counting.counting_method import CountingMethod, CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import Act, Count, FigureName, TieBreak
from gongtong.voting.methods import irv, stv_meek, stv_scottish, two_round
from gongtong.voting.methods.transfer_ties import sure_losers

Paper = tuple[tuple[int, ...], ...]
"""Ranks from the best, each with who stands on it."""


@st.composite
def papers(draw: st.DrawFn, *, shared: bool, candidates: int) -> list[tuple[Paper, int]]:
    """Draw a few different papers, each cast a few times, often with equal totals."""
    orders = st.permutations(range(candidates))
    drawn: list[tuple[Paper, int]] = []
    for _ in range(draw(st.integers(0, 7))):
        order = draw(orders)[: draw(st.integers(0, candidates))]
        ranks: list[tuple[int, ...]] = []
        for one in order:
            if shared and ranks and draw(st.booleans()):
                ranks[-1] += (one,)
            else:
                ranks.append((one,))
        drawn.append((tuple(ranks), draw(st.integers(1, 4))))
    return drawn


def names_of(candidates: int) -> str:
    """The first letters."""
    return "abcdef"[:candidates]


def rankings(cast: Sequence[tuple[Paper, int]], candidates: int) -> Rankings:
    """The same papers for the methods."""
    return Rankings.from_ballots(names_of(candidates), cast)


def shares(cast: Sequence[tuple[Paper, int]], standing: set[int]) -> dict[int, Fraction]:
    """Count every paper for the best who stand on it, in equal parts."""
    held = dict.fromkeys(sorted(standing), Fraction(0))
    for ranks, times in cast:
        for rank in ranks:
            here = standing & set(rank)
            if here:
                for one in here:
                    held[one] += Fraction(times, len(here))
                break
    return held


def possible_winners(cast: Sequence[tuple[Paper, int]], standing: frozenset[int]) -> set[int]:
    """Everybody whom an instant run-off can elect, over all ways to break ties."""
    held = shares(cast, set(standing))
    over = {one for one in held if held[one] * 2 > sum(held.values())}
    if over or len(standing) == 1:
        return over or set(standing)
    fewest = min(held.values())
    found: set[int] = set()
    for one in held:
        if held[one] == fewest:
            found |= possible_winners(cast, standing - {one})
    return found


@given(st.data(), st.integers(1, 5))
def test_an_open_instant_run_off_elects_whom_every_way_elects(
    data: st.DataObject, candidates: int
) -> None:
    """What stays undecided is exactly who wins in some ways of breaking ties and not in others."""
    cast = data.draw(papers(shared=True, candidates=candidates))
    counted = irv.METHOD.run(rankings(cast, candidates), CountSettings())
    can_win = possible_winners(cast, frozenset(range(candidates)))
    names = names_of(candidates)
    found = {names.index(one) for one in (*counted.elected, *counted.undecided)}
    assert found == can_win
    assert bool(counted.elected) == (len(can_win) == 1)


@given(st.data(), st.integers(2, 5))
def test_sure_losers_end_alike_in_whatever_order_they_go_out(
    data: st.DataObject, candidates: int
) -> None:
    """Each goes out before anyone outside the set, and then the ballots lie alike."""
    cast = data.draw(papers(shared=True, candidates=candidates))
    everybody = set(range(candidates))
    sure = set(sure_losers(shares(cast, everybody), most=True))
    ends = set()
    for order in permutations(sure):
        standing = set(everybody)
        for one in order:
            held = shares(cast, standing)
            outside = [held[other] for other in standing - sure]
            assert max(held[other] for other in standing & sure) < min(outside)
            standing.remove(one)
        ends.add(tuple(sorted(shares(cast, standing).items())))
    assert len(ends) == 1


@given(st.data(), st.integers(1, 5))
def test_every_round_of_an_instant_run_off_is_that_of_a_count_by_hand(
    data: st.DataObject, candidates: int
) -> None:
    """Amounts, the threshold and what is exhausted, round by round, with ties by the paper's order."""
    cast = data.draw(papers(shared=True, candidates=candidates))
    rule = TieRule(by=TieBreak.ORDER)
    counted = irv.METHOD.run(rankings(cast, candidates), CountSettings(ties=rule))
    standing = set(range(candidates))
    names = names_of(candidates)
    for each in counted.rounds:
        held = shares(cast, standing)
        assert {names.index(one.candidate): one.amount for one in each.amounts} == held
        assert each.needed is not None
        assert each.needed.amount * 2 == sum(held.values())
        assert each.exhausted == sum(times for _, times in cast) - sum(held.values())
        (step,) = each.steps
        if step.act is Act.ELIMINATED:
            out = max(one for one in held if held[one] == min(held.values()))
            assert step.candidate == names[out]
            standing.remove(out)
        else:
            best = min(one for one in held if held[one] == max(held.values()))
            assert step.candidate == names[best]
            assert counted.elected == (names[best],)
    assert_transfers_add_up(counted)


def assert_transfers_add_up(counted: Count) -> None:
    """From round to round, what somebody has is what it had, less what it gave, plus what it got."""
    for one, following in zip(counted.rounds, counted.rounds[1:], strict=False):
        held = {amount.candidate: amount.amount for amount in one.amounts}
        exhausted = one.exhausted
        for transfer in one.transfers:
            held[transfer.giver] -= transfer.amount
            if transfer.taker is None:
                exhausted += transfer.amount
            else:
                held[transfer.taker] += transfer.amount
        for figure in one.figures:
            if figure.name is FigureName.LOST:
                held[figure.of] -= figure.amount
        left = {amount.candidate: amount.amount for amount in following.amounts}
        assert held == dict.fromkeys(held, Fraction(0)) | left
        assert following.exhausted == exhausted


class ScottishByHand:
    """Rules 45 to 52 with every paper for itself; ties that the past leaves go by the paper's order."""

    def __init__(self, cast: Sequence[tuple[Paper, int]], candidates: int, seats: int) -> None:
        """Sort the papers by first preferences (rule 45) and find the quota (rule 46)."""
        self.papers = [[one for (one,) in ranks] for ranks, times in cast for _ in range(times)]
        self.papers = [paper for paper in self.papers if paper]
        self.value = [Fraction(1)] * len(self.papers)
        self.holder: list[int | None] = [paper[0] for paper in self.papers]
        self.credit = {one: Fraction(self.holder.count(one)) for one in range(candidates)}
        self.quota = floor(Fraction(len(self.papers), seats + 1)) + 1
        self.seats = seats
        self.continuing = list(range(candidates))
        self.elected: list[int] = []
        self.waiting: list[int] = []
        self.stages: list[dict[int, Fraction]] = []
        while not self.stage_is_the_last():
            pass

    def stage_is_the_last(self) -> bool:
        """End a stage: who is elected, then one transfer or exclusion (rules 47 to 52)."""
        self.stages.append(dict(self.credit))
        self.elect([one for one in self.continuing if self.credit[one] >= self.quota])
        if len(self.continuing) <= self.seats - len(self.elected):
            self.elect(list(self.continuing))
        if len(self.elected) == self.seats or not self.continuing:
            return True
        over = [one for one in self.waiting if self.credit[one] > self.quota]
        if over:
            most = max(self.credit[one] for one in over)
            self.hand_on(self.pick([one for one in over if self.credit[one] == most], max, min))
        else:
            fewest = min(self.credit[one] for one in self.continuing)
            low = [one for one in self.continuing if self.credit[one] == fewest]
            out = self.pick(low, min, max)
            self.continuing.remove(out)
            self.move(out, Fraction(1))
            del self.credit[out]
        return False

    def elect(self, some: Sequence[int]) -> None:
        """Deem candidates elected, the one with most first."""
        for one in sorted(some, key=lambda one: (-self.credit[one], one)):
            self.continuing.remove(one)
            self.elected.append(one)
            self.waiting.append(one)

    def pick(
        self,
        level: list[int],
        choose: Callable[[list[Fraction]], Fraction],
        fallback: Callable[[list[int]], int],
    ) -> int:
        """Look back stage by stage (rules 49(2), 51(2))."""
        for earlier in reversed(self.stages[:-1]):
            best = choose([earlier[one] for one in level])
            level = [one for one in level if earlier[one] == best]
        return fallback(level)

    def hand_on(self, giver: int) -> None:
        """Transfer a surplus with all papers (rule 48)."""
        self.waiting.remove(giver)
        self.move(giver, (self.credit[giver] - self.quota) / self.credit[giver])
        self.credit[giver] = Fraction(self.quota)

    def move(self, giver: int, part: Fraction) -> None:
        """Give every paper to its next available preference, at a part of its value."""
        for number, paper in enumerate(self.papers):
            if self.holder[number] == giver:
                self.value[number] = cut(self.value[number] * part, 5)
                taker = next((one for one in paper if one in self.continuing), None)
                self.holder[number] = taker
                if taker is not None:
                    self.credit[taker] += self.value[number]


def cut(amount: Fraction, decimals: int) -> Fraction:
    """Ignore what is behind so many decimals."""
    return Fraction(floor(amount * 10**decimals), 10**decimals)


@given(st.data(), st.integers(1, 5), st.integers(1, 3))
def test_every_stage_of_a_scottish_count_is_that_of_a_count_by_hand(
    data: st.DataObject, candidates: int, seats: int
) -> None:
    """Whoever is elected, in which order, and what everybody has at each stage."""
    cast = data.draw(papers(shared=False, candidates=candidates))
    rule = TieRule(by=TieBreak.ORDER)
    counted = stv_scottish.METHOD.run(
        rankings(cast, candidates), CountSettings(seats=seats, ties=rule)
    )
    by_hand = ScottishByHand(cast, candidates, seats)
    names = names_of(candidates)
    assert [names.index(one) for one in counted.elected] == by_hand.elected
    assert [
        {names.index(one.candidate): one.amount for one in each.amounts} for each in counted.rounds
    ] == by_hand.stages
    assert_transfers_add_up(counted)


def up(amount: Fraction) -> Fraction:
    """Round up to nine decimals."""
    return -cut(-amount, 9)


class MeekByHand:
    """Steps A to C of the reference rule with every paper for itself; ties by the paper's order."""

    def __init__(self, cast: Sequence[tuple[Paper, int]], candidates: int, seats: int) -> None:
        """Let everybody be hopeful with a keep factor of 1, and count."""
        self.papers = [[one for (one,) in ranks] for ranks, times in cast for _ in range(times)]
        self.keep = dict.fromkeys(range(candidates), Fraction(1))
        self.hopeful = list(range(candidates))
        self.elected: list[int] = []
        self.seats = seats
        self.rounds: list[dict[int, Fraction]] = []
        while len(self.elected) < seats < len(self.elected) + len(self.hopeful):
            self.hold_round()
        if len(self.elected) < seats and self.hopeful:
            self.rounds.append(self.distribute())
            self.elect(self.hopeful, self.rounds[-1])

    def distribute(self) -> dict[int, Fraction]:
        """Step B.2.a."""
        votes = dict.fromkeys(self.keep, Fraction(0))
        for paper in self.papers:
            weight = Fraction(1)
            for one in (one for one in paper if one in self.keep):
                part = up(weight * self.keep[one])
                votes[one] += part
                weight -= part
        return votes

    def elect(self, some: Sequence[int], votes: Mapping[int, Fraction]) -> None:
        """Elect hopeful candidates, the one with most first."""
        for one in sorted(some, key=lambda one: (-votes[one], one)):
            self.hopeful.remove(one)
            self.elected.append(one)

    def hold_round(self) -> None:
        """Steps B.2 and B.3."""
        before: Fraction | None = None
        while True:
            votes = self.distribute()
            quota = cut(sum(votes.values(), Fraction(0)) / (self.seats + 1), 9) + Fraction(1, 10**9)
            winners = [one for one in self.hopeful if votes[one] >= quota]
            surplus = max(
                sum((votes[one] - quota for one in self.elected), Fraction(0)), Fraction(0)
            )
            stuck = before is not None and surplus >= before
            if winners or surplus < Fraction(1, 10**6) or stuck:
                break
            before = surplus
            for one in self.elected:
                self.keep[one] = up(up(self.keep[one] * quota) / votes[one])
        self.rounds.append(votes)
        if winners:
            self.elect(winners, votes)
        else:
            lowest = min(votes[one] for one in self.hopeful) + surplus
            out = max(one for one in self.hopeful if votes[one] <= lowest)
            self.hopeful.remove(out)
            del self.keep[out]


@settings(max_examples=60)
@given(st.data(), st.integers(1, 5), st.integers(1, 3))
def test_every_round_of_meeks_count_is_that_of_a_count_by_hand(
    data: st.DataObject, candidates: int, seats: int
) -> None:
    """All votes to the ninth decimal, and who is elected in which order."""
    cast = data.draw(papers(shared=False, candidates=candidates))
    rule = TieRule(by=TieBreak.ORDER)
    counted = stv_meek.METHOD.run(rankings(cast, candidates), CountSettings(seats=seats, ties=rule))
    by_hand = MeekByHand(cast, candidates, seats)
    names = names_of(candidates)
    assert [names.index(one) for one in counted.elected] == by_hand.elected
    assert [
        {names.index(one.candidate): one.amount for one in each.amounts} for each in counted.rounds
    ] == by_hand.rounds


@given(st.data(), st.integers(1, 5))
def test_two_rounds_elect_whom_every_way_elects(data: st.DataObject, candidates: int) -> None:
    """Over all ways to choose the best two among those level, and between two who are level."""
    cast = data.draw(papers(shared=True, candidates=candidates))
    held = shares(cast, set(range(candidates)))
    can_win = {one for one in held if held[one] * 2 > sum(held.values())}
    if not can_win:
        for order in permutations(held):
            best = sorted(order, key=lambda one: -held[one])[:2]
            meeting = shares(cast, set(best))
            can_win |= {one for one in best if meeting[one] == max(meeting.values())}
    counted = two_round.METHOD.run(rankings(cast, candidates), CountSettings())
    names = names_of(candidates)
    assert {names.index(one) for one in (*counted.elected, *counted.undecided)} == can_win
    assert bool(counted.elected) == (len(can_win) == 1)
    assert_transfers_add_up(counted)


@pytest.mark.parametrize("method", [stv_scottish.METHOD, stv_meek.METHOD], ids=lambda m: m.name)
@given(data=st.data(), candidates=st.integers(1, 4), seats=st.integers(1, 3))
@settings(max_examples=50)
def test_what_an_open_count_elects_every_order_of_the_paper_elects(
    method: CountingMethod, data: st.DataObject, candidates: int, seats: int
) -> None:
    """Elected under an open rule is only who is elected whichever order breaks the ties."""
    cast = data.draw(papers(shared=False, candidates=candidates))
    ballots = rankings(cast, candidates)
    counted = method.run(ballots, CountSettings(seats=seats))
    some: set[str] = set()
    for order in permutations(names_of(candidates)):
        rule = TieRule(by=TieBreak.SENIORITY, names=order)
        winners = set(method.run(ballots, CountSettings(seats=seats, ties=rule)).elected)
        assert set(counted.elected) <= winners
        some |= winners
    assert some <= {*counted.elected, *counted.undecided}
    assert len(counted.elected) + bool(counted.undecided) <= min(seats, candidates)
