"""Laws of the right to vote: chained rolls, refusals that change nothing, channels as merged."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused, Source
from gongtong.core.shares import AtLeast
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.merging import Standing, merge_ballots
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.franchise.bases import ElectorateBasis, Entitled, is_of_age
from gongtong.voting.franchise.changes import (
    CastVote,
    ChangeFacts,
    VoteChanges,
    settle_changes,
    settle_channels,
)
from gongtong.voting.franchise.objections import (
    RollCalendar,
    RollFacts,
    rule_on_roll_correction,
)
from gongtong.voting.franchise.petitions import (
    TWENTY_PERCENT_OF_AREA_AND_HEADS,
    Petition,
    PetitionFacts,
    rule_on_petition,
)
from gongtong.voting.franchise.roll import CorrectionKind, Roll, RollCorrection, RollRuling
from gongtong.voting.readings import ChannelPriority, PartsCovered
from gongtong.voting.weights import Weight

DAY = date(2026, 3, 1)
LAW = Source("条例")
FROZEN = DAY + timedelta(days=3)
OPENS = datetime(2026, 3, 1, 8, 0, tzinfo=SHANGHAI)
HOME = DwellingLabel(1, 1, 101)
SMALL = st.integers(1, 5)


def entry(number: int, area: int) -> Entitled:
    return Entitled(UUID(int=number), f"1-1-{number}", Weight(1, area))


def rolls() -> st.SearchStrategy[Roll]:
    """Draw a roll of up to five voters with small areas."""
    voters = st.dictionaries(SMALL, SMALL, max_size=5)
    return voters.map(
        lambda drawn: Roll(DAY, ElectorateBasis.OWNER_PARTY, [entry(*one) for one in drawn.items()])
    )


@st.composite
def corrections(draw: st.DrawFn) -> RollCorrection:
    """Draw a correction that is often wrong: another matter, dismissed, too early, too late."""
    kind = draw(st.sampled_from(CorrectionKind))
    who = entry(draw(SMALL), draw(SMALL))
    ruled = DAY + timedelta(days=draw(st.integers(0, 2)))
    ruling = RollRuling(
        draw(st.sampled_from([who.voter_id, UUID(int=99)])),
        kind,
        draw(st.sampled_from([True, True, False])),
        ruled,
        "筹备组",
        "登记簿",
    )
    return RollCorrection(kind, who, ruling, DAY + timedelta(days=draw(st.integers(0, 4))))


def plainly_allowed(correction: RollCorrection, stands: dict[UUID, Weight]) -> int:
    """Count what is wrong with a correction, the slow and plain way."""
    ruling, who = correction.ruling, correction.entry
    missing = correction.kind is not CorrectionKind.ADD and who.voter_id not in stands
    there = correction.kind is CorrectionKind.ADD and who.voter_id in stands
    same = (
        correction.kind is CorrectionKind.CHANGE_WEIGHT and stands.get(who.voter_id) == who.weight
    )
    return sum(
        (
            correction.on >= FROZEN,
            ruling.voter_id != who.voter_id,
            not ruling.is_upheld,
            correction.on < ruling.ruled_on,
            missing,
            there,
            same,
        )
    )


@given(rolls(), st.lists(corrections(), max_size=6))
def test_a_refusal_changes_nothing_and_lists_all_grounds(
    roll: Roll, drawn: Sequence[RollCorrection]
) -> None:
    """However corrections come: a refused one leaves the roll, an allowed one does as it says."""
    stands = {one.voter_id: one.weight for one in roll.entries}
    for correction in drawn:
        before = roll.digest()
        facts = RollFacts(
            roll=roll,
            calendar=RollCalendar(posted_days_before=0, objection_days=0, ruling_days=0),
            calendar_source=LAW,
            frozen_from=FROZEN,
        )
        ruling = rule_on_roll_correction(correction, facts)
        wrong = plainly_allowed(correction, stands)
        if isinstance(ruling, Refused):
            assert len(ruling.reasons) == len(set(ruling.codes)) == wrong > 0
            assert roll.digest() == before
        else:
            assert wrong == 0
            roll = ruling.event.roll
            if correction.kind is CorrectionKind.REMOVE:
                del stands[correction.entry.voter_id]
            else:
                stands[correction.entry.voter_id] = correction.entry.weight
        assert {one.voter_id: one.weight for one in roll.entries} == stands


@given(rolls(), st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=5))
def test_a_chain_of_rolls_has_no_way_back(roll: Roll, changes: Sequence[tuple[int, int]]) -> None:
    """Each roll names the digest before it; going there and back gives another digest."""
    line = [roll]
    for number, area in changes:
        who = entry(number, area)
        is_there = who.voter_id in line[-1]
        kind = CorrectionKind.CHANGE_WEIGHT if is_there else CorrectionKind.ADD
        ruling = RollRuling(who.voter_id, kind, True, DAY, "筹备组", "登记簿")
        line.append(line[-1].corrected(RollCorrection(kind, who, ruling, DAY)))
    digests = [one.digest() for one in line]
    assert len(set(digests)) == len(digests)
    assert [one.previous for one in line] == [None, *digests[:-1]]
    assert all(len(one) == hashlib.sha256().digest_size for one in digests)


def casts() -> st.SearchStrategy[list[CastVote[str]]]:
    """Draw ballots of one voter that meet: three minutes, two channels, two words."""
    one = st.tuples(st.integers(0, 3), st.sampled_from(Channel), st.sampled_from(["甲", ""]))
    return st.lists(one, min_size=1, max_size=6).map(
        lambda drawn: [
            CastVote(f"{at:03d}", choice, OPENS + timedelta(minutes=minute), channel)
            for at, (minute, channel, choice) in enumerate(drawn)
        ]
    )


@given(casts(), st.sampled_from(ChannelPriority))
def test_channels_are_settled_as_ballots_are_merged(
    votes: Sequence[CastVote[str]], priority: ChannelPriority
) -> None:
    """One voter's ballots come out as the count of an election merges them."""
    ballots = [
        Ballot(
            HOME,
            vote.at,
            tuple(vote.choice),
            reference=BallotReference(vote.channel, "f.csv", int(vote.reference)),
        )
        for vote in votes
    ]
    merged = merge_ballots(
        ballots,
        Electorate(DAY, [Voter(UUID(int=1), [Part(HOME, 1)])]),
        Contest(("甲",), 1, VotingPeriod(OPENS, OPENS + timedelta(hours=1))),
        priority=priority,
        parts=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    )
    (choice,) = merged.choices
    match settle_channels(votes, priority):
        case Granted(vote):
            assert choice.standing is not Standing.CONFLICTING
            assert choice.approved == tuple(vote.choice)
        case Refused():
            assert choice.standing is Standing.CONFLICTING


@given(casts(), st.sampled_from(VoteChanges))
def test_changes_are_counted_as_said(votes: Sequence[CastVote[str]], allowed: VoteChanges) -> None:
    """What counts is the last word before the first change too many, found by going through."""
    in_order = sorted(votes, key=lambda one: (one.at, one.reference))
    said, changes, refused = in_order[0].choice, 0, []
    for vote in in_order[1:]:
        if vote.choice == said:
            continue
        if allowed is VoteChanges.ANY or (allowed is VoteChanges.ONCE and changes == 0):
            said, changes = vote.choice, changes + 1
        else:
            refused.append(vote)
    settled = settle_changes(votes, ChangeFacts(allowed=allowed))
    assert settled.counted is not None
    assert (settled.counted.choice, settled.changes_made) == (said, changes)
    assert [one.vote for one in settled.rejected] == refused


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.dates(date(2011, 1, 1), date(2050, 1, 1)))
def test_of_age_is_the_count_of_birthdays(born_on: date, on: date) -> None:
    """Eighteen are completed when the year is later, or the same and the day has come."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    is_last_of_february = (on.month, on.day) == (2, 28) and on.year % 4 != 0
    has_come = on.day >= born_on.day or (is_last_of_february and born_on.day == 29)
    assert is_of_age(born_on, on) is (months > 216 or (months == 216 and has_come))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50), st.integers(1, 50))
def test_a_petition_is_met_or_says_what_is_missing(
    heads: int, area: int, all_heads: int, all_area: int
) -> None:
    """What is said to be missing is exactly enough, and one less is not."""
    asking = Weight(min(heads, all_heads), min(area, all_area))
    facts = PetitionFacts(everyone=Weight(all_heads, all_area))
    rule = TWENTY_PERCENT_OF_AREA_AND_HEADS
    ruling = rule_on_petition(Petition(asking=asking), facts, rule, LAW)
    enough = 5 * asking.heads >= all_heads and 5 * asking.area_cm2 >= all_area
    assert isinstance(ruling, Granted) is enough
    if isinstance(ruling, Refused):
        short = {
            dict(one.params)["dimension"]: int(dict(one.params)["short"]) for one in ruling.reasons
        }
        more = Weight(short.get("heads", 0), short.get("area", 0))
        granted = rule_on_petition(Petition(asking=asking + more), facts, rule, LAW)
        assert isinstance(granted, Granted)
        for name, missing in short.items():
            part = asking.heads if name == "heads" else asking.area_cm2
            whole = all_heads if name == "heads" else all_area
            assert not AtLeast(1, 5).is_met_by(part + missing - 1, whole)
