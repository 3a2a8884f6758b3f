"""One choice for each voter: which ballot counts, and what becomes of the others."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.merging import MergedBallots, Standing, merge_ballots
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.readings import ChannelPriority, PartsCovered
from gongtong.voting.weights import Weight

HOME, OTHER_HOME, NEIGHBOUR = (DwellingLabel(1, 1, room) for room in (101, 102, 201))
OWNER = Voter(UUID(int=1), [Part(HOME, 500_000), Part(OTHER_HOME, 300_000)])
ELECTORATE = Electorate(date(2025, 5, 10), [OWNER, Voter(UUID(int=2), [Part(NEIGHBOUR, 700_000)])])
OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
CONTEST = Contest(("甲", "乙", "丙"), 2, VotingPeriod(OPENS, OPENS + timedelta(days=10)))
PAPER, ONLINE = Channel.PAPER, Channel.ONLINE
LAST, FIRST = ChannelPriority.LAST_VALID_BALLOT_WINS, ChannelPriority.FIRST_VALID_BALLOT_WINS
ALL_PARTS, NAMED = PartsCovered.ALL_PARTS_OF_THE_OWNER, PartsCovered.NAMED_PARTS_ONLY


def ballot(
    line: int,
    choices: str,
    *,
    day: int = 1,
    channel: Channel = PAPER,
    home: DwellingLabel = HOME,
) -> Ballot:
    reference = BallotReference(channel, f"{channel}.csv", line)
    return Ballot(home, OPENS + timedelta(days=day), tuple(choices), reference=reference)


def merge(
    ballots: Sequence[Ballot],
    priority: ChannelPriority = LAST,
    parts: PartsCovered = ALL_PARTS,
) -> MergedBallots:
    return merge_ballots(ballots, ELECTORATE, CONTEST, priority=priority, parts=parts)


EARLY_PAPER = ballot(2, "甲", day=1)
LATE_PAPER = ballot(3, "乙", day=3)
EARLY_ONLINE = ballot(2, "丙", day=2, channel=ONLINE)
LATE_ONLINE = ballot(3, "甲乙", day=4, channel=ONLINE)


@pytest.mark.parametrize(
    ("priority", "approved"),
    [
        (ChannelPriority.LAST_VALID_BALLOT_WINS, ("乙", "甲")),
        (ChannelPriority.FIRST_VALID_BALLOT_WINS, ("甲",)),
        (ChannelPriority.PAPER, ("乙",)),
        (ChannelPriority.ONLINE, ("乙", "甲")),
        (ChannelPriority.VOID, ()),
    ],
)
def test_the_rule_of_the_place_says_which_ballot_counts(
    priority: ChannelPriority, approved: tuple[str, ...]
) -> None:
    """Of four ballots of one owner each rule picks its own, and the order of arrival plays no part."""
    ballots = [EARLY_PAPER, LATE_PAPER, EARLY_ONLINE, LATE_ONLINE]
    results = {merge(order, priority) for order in permutations(ballots)}
    assert len(results) == 1
    (choice,) = results.pop().choices
    assert choice.approved == approved


@pytest.mark.parametrize("priority", [ChannelPriority.PAPER, ChannelPriority.ONLINE])
def test_where_the_preferred_channel_is_silent_the_other_counts(priority: ChannelPriority) -> None:
    """A rule that prefers one channel does not discard a voter who used only the other."""
    only = EARLY_ONLINE if priority is ChannelPriority.PAPER else EARLY_PAPER
    (choice,) = merge([only], priority).choices
    assert choice.ballot == only.reference


def test_ballots_that_gave_way_are_listed() -> None:
    """What did not count though valid can be shown to its owner, by file and line."""
    merged = merge([EARLY_PAPER, EARLY_ONLINE, LATE_PAPER])
    assert merged.choices[0].ballot == LATE_PAPER.reference
    assert merged.superseded == (EARLY_ONLINE.reference, EARLY_PAPER.reference)
    assert merged.problems == ()


def test_a_later_spoilt_ballot_displaces_no_valid_one() -> None:
    """The last VALID ballot counts: three names for two seats change nothing."""
    merged = merge([EARLY_PAPER, ballot(9, "甲乙丙", day=5)])
    assert merged.choices[0].approved == ("甲",)
    assert [problem.code.value for problem in merged.problems] == ["spoilt"]
    assert merged.superseded == ()


def test_a_later_abstention_does_displace_an_earlier_choice() -> None:
    """A ballot without a name is valid: its owner has thought better of it."""
    (choice,) = merge([EARLY_PAPER, ballot(9, "", day=5)]).choices
    assert (choice.standing, choice.approved) == (Standing.ABSTAINED, ())


def test_an_owner_with_only_spoilt_ballots_is_known_as_such() -> None:
    """He is listed with his weight, so that the rule on spoilt ballots can be applied."""
    (choice,) = merge([ballot(2, "甲乙丙"), ballot(3, "丁")]).choices
    assert (choice.standing, choice.weight) == (Standing.SPOILT, Weight(1, 800_000))
    assert choice.ballot is None


@pytest.mark.parametrize(
    "late", [ballot(2, "甲", day=11), ballot(2, "甲", home=DwellingLabel(9, 9, 9))]
)
def test_a_ballot_too_late_or_from_nowhere_makes_no_participant(late: Ballot) -> None:
    """Nobody takes part by a ballot outside the period or for a dwelling outside the electorate."""
    merged = merge([late])
    assert merged.choices == ()
    assert len(merged.problems) == 1


def test_an_owner_has_one_voice_for_all_his_dwellings() -> None:
    """Ballots for any of his dwellings are his; the last one counts, with one head and all area."""
    merged = merge([EARLY_PAPER, ballot(9, "丙", day=5, home=OTHER_HOME)])
    (choice,) = merged.choices
    assert (choice.approved, choice.weight) == (("丙",), Weight(1, 800_000))


@pytest.mark.parametrize(("parts", "area_cm2"), [(ALL_PARTS, 800_000), (NAMED, 500_000)])
def test_the_rule_of_the_place_says_for_which_parts_a_ballot_speaks(
    parts: PartsCovered, area_cm2: int
) -> None:
    """A ballot for one of two dwellings weighs one head, and the area of both or of one."""
    assert merge([EARLY_PAPER], parts=parts).choices[0].weight == Weight(1, area_cm2)


def test_ballots_for_all_parts_weigh_all_parts_under_either_rule() -> None:
    """Whoever votes for each of his dwellings weighs them all, a spoilt paper among them or not."""
    both = [EARLY_PAPER, ballot(9, "丁", day=5, home=OTHER_HOME)]
    assert merge(both, parts=NAMED).choices[0].weight == Weight(1, 800_000)


@pytest.mark.parametrize("priority", [LAST, FIRST])
def test_the_same_said_twice_at_once_is_one_ballot(priority: ChannelPriority) -> None:
    """Paper and online at the same minute with the same names: no conflict."""
    twice = [ballot(2, "甲乙", channel=ONLINE), ballot(2, "乙甲", channel=PAPER)]
    (choice,) = merge(twice, priority).choices
    assert (choice.standing, choice.approved) == (Standing.COUNTED, ("乙", "甲"))
    assert merge(twice, priority).problems == ()


@pytest.mark.parametrize("priority", [LAST, FIRST])
def test_different_things_said_at_once_conflict(priority: ChannelPriority) -> None:
    """Neither comes first, and nothing is chosen in silence: both are reported."""
    merged = merge([ballot(2, "甲", channel=ONLINE), ballot(2, "乙", channel=PAPER)], priority)
    (choice,) = merged.choices
    assert (choice.standing, choice.approved, choice.ballot) == (Standing.CONFLICTING, (), None)
    assert [(p.reference.channel, p.code.value) for p in merged.problems] == [
        (ONLINE, "conflicting_ballots"),
        (PAPER, "conflicting_ballots"),
    ]
    assert merged.superseded == ()


def test_under_void_the_same_content_counts_and_different_content_does_not() -> None:
    """Where the place voids contradictions, each contradicting ballot is reported."""
    void = ChannelPriority.VOID
    (same,) = merge([EARLY_PAPER, ballot(9, "甲", day=5, channel=ONLINE)], void).choices
    assert same.approved == ("甲",)
    merged = merge([EARLY_PAPER, LATE_ONLINE], void)
    assert merged.choices[0].standing is Standing.CONFLICTING
    assert [problem.code.value for problem in merged.problems] == ["channel_conflict"] * 2


def test_two_ballots_cannot_stand_on_one_line() -> None:
    """The same channel, file and line twice is a mistake of the caller."""
    with pytest.raises(ValueError, match="same channel, file and line"):
        merge([EARLY_PAPER, EARLY_PAPER])
