"""Laws of counting, against a count that is written the slow and plain way."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.committee_elections import (
    ElectionResult,
    Outcome,
    count_committee_election,
)
from gongtong.voting.elections.merging import merge_ballots
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area

NAMES = "甲乙丙丁"
STRANGER = "戊"
OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
PERIOD = VotingPeriod(OPENS, OPENS + timedelta(minutes=5))
RULE = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)


@st.composite
def electorates(draw: st.DrawFn) -> Electorate:
    """Draw up to six owners with one to three dwellings each and small, often equal areas."""
    owners = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    area = st.integers(1, 3)
    voters = [
        Voter(
            UUID(int=owner),
            [Part(DwellingLabel(1, owner, room), draw(area)) for room in range(1, homes + 1)],
        )
        for owner, homes in enumerate(owners, start=1)
    ]
    return Electorate(date(2025, 5, 10), voters)


@st.composite
def elections(draw: st.DrawFn) -> tuple[Electorate, Contest, tuple[Ballot, ...]]:
    """Draw an election whose ballots meet: few minutes, few dwellings, every fault."""
    electorate = draw(electorates())
    contest = Contest(tuple(NAMES), draw(st.integers(1, 3)), PERIOD)
    labels = [part.label for voter in electorate.voters for part in voter.parts]
    homes = st.sampled_from([*labels, DwellingLabel(9, 9, 9)])
    choices = st.lists(st.sampled_from([*NAMES, STRANGER]), max_size=4).map(tuple)
    cast = st.tuples(homes, st.integers(-1, 6), choices, st.sampled_from(Channel))
    drawn = draw(st.lists(cast, max_size=14))
    return (
        electorate,
        contest,
        tuple(
            Ballot(
                home,
                OPENS + timedelta(minutes=minute),
                names,
                reference=BallotReference(channel, "f.csv", line),
            )
            for line, (home, minute, names, channel) in enumerate(drawn, start=2)
        ),
    )


def rules() -> st.SearchStrategy[tuple[ChannelPriority, PartsCovered, SpoiltBallots, SeatOrder]]:
    """Draw what a place has chosen."""
    return st.tuples(
        st.sampled_from(ChannelPriority),
        st.sampled_from(PartsCovered),
        st.sampled_from(SpoiltBallots),
        st.sampled_from(SeatOrder),
    )


Chosen = tuple[ChannelPriority, PartsCovered, SpoiltBallots, SeatOrder]


def count(election: tuple[Electorate, Contest, Sequence[Ballot]], chosen: Chosen) -> ElectionResult:
    """Count with the library."""
    electorate, contest, ballots = election
    priority, parts, spoilt, order = chosen
    merged = merge_ballots(ballots, electorate, contest, priority=priority, parts=parts)
    return count_committee_election(
        electorate, merged, contest, rule=RULE, spoilt=spoilt, seat_order=order
    )


def deciding(valid: Sequence[Ballot], priority: ChannelPriority) -> set[frozenset[str]]:
    """What the ballots say that the rule lets speak, found by throwing out ballot after ballot."""
    speaking = list(valid)
    preferred = {"paper": Channel.PAPER, "online": Channel.ONLINE}.get(priority.value)
    if any(ballot.reference.channel is preferred for ballot in speaking):
        speaking = [one for one in speaking if one.reference.channel is preferred]
    if priority.value == "first_valid_ballot_wins":
        speaking = [one for one in speaking if not any(o.cast_at < one.cast_at for o in valid)]
    elif priority.value != "void":
        among = list(speaking)
        speaking = [one for one in among if not any(o.cast_at > one.cast_at for o in among)]
    return {frozenset(one.choices) for one in speaking}


def naive(
    election: tuple[Electorate, Contest, Sequence[Ballot]], chosen: Chosen
) -> tuple[tuple[int, int], dict[str, tuple[int, int]], set[str]]:
    """Count household by household: who took part, approvals, and who is elected."""
    electorate, contest, ballots = election
    priority, parts, spoilt, order = chosen
    took_part: list[tuple[int, frozenset[str]]] = []
    for voter in electorate.voters:
        own = [
            b
            for b in ballots
            if b.dwelling in [p.label for p in voter.parts]
            and contest.period.opens_at <= b.cast_at <= contest.period.closes_at
        ]
        if not own:
            continue
        covered = {b.dwelling for b in own}
        area = sum(
            p.area_cm2
            for p in voter.parts
            if p.label in covered or parts is PartsCovered.ALL_PARTS_OF_THE_OWNER
        )
        valid = [
            b for b in own if set(b.choices) <= set(NAMES) and len(set(b.choices)) <= contest.seats
        ]
        said = deciding(valid, priority) if valid else set()
        if len(said) == 1:
            took_part.append((area, said.pop()))
        elif spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY:
            took_part.append((area, frozenset()))
    whole = (len(took_part), sum(area for area, _ in took_part))
    approvals = {
        name: (
            sum(name in said for _, said in took_part),
            sum(area for area, said in took_part if name in said),
        )
        for name in NAMES
    }
    return whole, approvals, winners(election, whole, approvals, order)


def winners(
    election: tuple[Electorate, Contest, Sequence[Ballot]],
    whole: tuple[int, int],
    approvals: dict[str, tuple[int, int]],
    order: SeatOrder,
) -> set[str]:
    """Elect whoever has enough, and fewer than the seats stand level with or above him."""
    electorate, contest, _ = election
    everyone = (
        len(electorate.voters),
        sum(p.area_cm2 for v in electorate.voters for p in v.parts),
    )
    if any(Fraction(whole[i], everyone[i]) < Fraction(2, 3) for i in (0, 1)):
        return set()
    enough = {
        name: votes if order is SeatOrder.HEADS_THEN_AREA else votes[::-1]
        for name, votes in approvals.items()
        if all(Fraction(votes[i]) > Fraction(whole[i], 2) for i in (0, 1))
    }
    return {
        name
        for name, votes in enough.items()
        if sum(other >= votes for other in enough.values()) <= contest.seats
    }


@given(elections(), rules())
def test_the_count_equals_a_plain_count(
    election: tuple[Electorate, Contest, tuple[Ballot, ...]], chosen: Chosen
) -> None:
    """Participation, approvals and the elected are those of the household-by-household count."""
    result = count(election, chosen)
    whole, approvals, elected = naive(election, chosen)
    assert (result.took_part.heads, result.took_part.area_cm2) == whole
    assert {
        c.name: (c.approvals.heads, c.approvals.area_cm2) for c in result.candidates
    } == approvals
    assert set(result.elected) == elected


@given(elections(), rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_plays_no_part(
    election: tuple[Electorate, Contest, tuple[Ballot, ...]], chosen: Chosen, random: object
) -> None:
    """Shuffled ballots give an equal result."""
    electorate, contest, ballots = election
    shuffled = list(ballots)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as a bare Random
    assert count((electorate, contest, shuffled), chosen) == count(election, chosen)


@given(elections(), rules())
def test_every_seat_is_accounted_for(
    election: tuple[Electorate, Contest, tuple[Ballot, ...]], chosen: Chosen
) -> None:
    """Elected and open seats add up; a tie is wider than its seats and none of it is elected."""
    result = count(election, chosen)
    assert len(result.elected) + result.seats_open == result.seats
    if result.tie is not None:
        assert 1 <= result.tie.seats < len(result.tie.candidates)
        assert not set(result.tie.candidates) & set(result.elected)
        tied = {c.name for c in result.candidates if c.outcome is Outcome.TIED}
        assert tied == set(result.tie.candidates)


@given(elections(), rules(), st.sampled_from(NAMES))
def test_one_more_approval_never_unseats(
    election: tuple[Electorate, Contest, tuple[Ballot, ...]], chosen: Chosen, name: str
) -> None:
    """Adding an elected candidate to a ballot that has room for the name leaves him elected."""
    electorate, contest, ballots = election
    if name not in count(election, chosen).elected:
        return
    for at, ballot in enumerate(ballots):
        named = set(ballot.choices)
        if name in named or len(named) >= contest.seats or not named <= set(NAMES):
            continue
        more = Ballot(
            ballot.dwelling, ballot.cast_at, (*ballot.choices, name), reference=ballot.reference
        )
        changed = (*ballots[:at], more, *ballots[at + 1 :])
        others = [b for b in ballots if b is not ballot]
        if all(b.dwelling.unit != ballot.dwelling.unit for b in others):
            assert name in count((electorate, contest, changed), chosen).elected
