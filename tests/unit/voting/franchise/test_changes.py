"""Changes of a vote before the close, and the channel that stands."""

from datetime import datetime, timedelta

import pytest

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused, Source
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.franchise.changes import (
    CastVote,
    ChangeFacts,
    VoteChanged,
    VoteChanges,
    rule_on_change,
    settle_changes,
    settle_channels,
)
from gongtong.voting.readings import ChannelPriority

START = datetime(2026, 3, 1, 8, 0, tzinfo=SHANGHAI)
RULES = Source("议事规则")


def cast(
    minute: int, choice: str, channel: Channel = Channel.ONLINE, reference: str = ""
) -> CastVote[str]:
    at = START + timedelta(minutes=minute)
    return CastVote(reference or f"{channel.value}-{minute}", choice, at, channel)


FOR, AGAINST, AGAIN = cast(1, "for"), cast(2, "against"), cast(3, "for")


@pytest.mark.parametrize(
    ("allowed", "counted", "rejected", "code"),
    [
        (VoteChanges.NONE, FOR, [AGAINST], "no_change"),
        (VoteChanges.ONCE, AGAINST, [AGAIN], "one_change_only"),
        (VoteChanges.ANY, AGAIN, [], ""),
    ],
)
def test_three_ballots_under_each_reading(
    allowed: VoteChanges, counted: CastVote[str], rejected: list[CastVote[str]], code: str
) -> None:
    """For, against, for: what counts depends on how often the place lets a vote change."""
    settled = settle_changes([AGAIN, FOR, AGAINST], ChangeFacts(allowed=allowed, source=RULES))
    # without any change the third ballot repeats the first, and so counts as well
    assert settled.counted == (AGAIN if allowed is VoteChanges.NONE else counted)
    assert [one.vote for one in settled.rejected] == rejected
    assert {reason.code for one in settled.rejected for reason in one.reasons} == {code} - {""}
    assert all(reason.source is RULES for one in settled.rejected for reason in one.reasons)


def test_a_first_ballot_and_a_repetition_are_no_changes() -> None:
    """Casting, and saying the same again, use up nothing."""
    facts: ChangeFacts[str] = ChangeFacts(allowed=VoteChanges.NONE)
    assert rule_on_change(FOR, facts) == Granted(VoteChanged(FOR, 0))
    again = ChangeFacts(allowed=VoteChanges.NONE, counted=FOR)
    assert rule_on_change(AGAIN, again) == Granted(VoteChanged(AGAIN, 0))


@pytest.mark.parametrize(("made", "refused"), [(0, False), (1, True), (2, True)])
def test_once_is_once(made: int, refused: bool) -> None:
    """The first change is allowed, the second is not."""
    facts = ChangeFacts(allowed=VoteChanges.ONCE, counted=FOR, changes_made=made)
    ruling = rule_on_change(AGAINST, facts)
    assert isinstance(ruling, Refused) is refused
    if isinstance(ruling, Granted):
        assert ruling.event.changes_made == made + 1


@pytest.mark.parametrize(("minute", "refused"), [(9, False), (10, False), (11, True)])
def test_after_the_close_nothing_changes(minute: int, refused: bool) -> None:
    """The last minute is in time, the next is not."""
    closes_at = START + timedelta(minutes=10)
    facts = ChangeFacts(allowed=VoteChanges.ANY, counted=FOR, closes_at=closes_at)
    ruling = rule_on_change(cast(minute, "against"), facts)
    assert (ruling.codes if isinstance(ruling, Refused) else ()) == (
        ("voting_closed",) if refused else ()
    )


def test_every_ground_is_told() -> None:
    """Too late and once too often: two grounds in order."""
    facts = ChangeFacts(allowed=VoteChanges.ONCE, counted=FOR, changes_made=1, closes_at=START)
    ruling = rule_on_change(AGAINST, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("voting_closed", "one_change_only")


def test_settling_goes_on_from_what_was_cast() -> None:
    """A vote that is settled in two parts comes out as in one."""
    facts: ChangeFacts[str] = ChangeFacts(allowed=VoteChanges.ONCE)
    first = settle_changes([FOR, AGAINST], facts)
    later = ChangeFacts(
        allowed=VoteChanges.ONCE, counted=first.counted, changes_made=first.changes_made
    )
    assert settle_changes([AGAIN], later) == settle_changes([FOR, AGAINST, AGAIN], facts)
    assert settle_changes([], facts).counted is None


def test_ballots_of_one_instant_come_in_the_order_of_their_references() -> None:
    """The order in which they are handed in plays no part."""
    one, other = cast(1, "for", reference="a"), cast(1, "against", reference="b")
    facts: ChangeFacts[str] = ChangeFacts(allowed=VoteChanges.ANY)
    assert settle_changes([other, one], facts).counted == other


PAPER, ONLINE = cast(1, "for", Channel.PAPER), cast(2, "against", Channel.ONLINE)


@pytest.mark.parametrize(
    ("priority", "stands"),
    [
        (ChannelPriority.PAPER, PAPER),
        (ChannelPriority.FIRST_VALID_BALLOT_WINS, PAPER),
        (ChannelPriority.ONLINE, ONLINE),
        (ChannelPriority.LAST_VALID_BALLOT_WINS, ONLINE),
        (ChannelPriority.VOID, None),
    ],
)
def test_each_rule_has_its_outcome(priority: ChannelPriority, stands: CastVote[str] | None) -> None:
    """Paper in favour, then online against: what stands is for the place to say."""
    ruling = settle_channels([ONLINE, PAPER], priority)
    if stands is None:
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("channel_conflict",)
        assert ruling.reasons[0].params == (("priority", "void"),)
    else:
        assert ruling == Granted(stands)


@pytest.mark.parametrize("priority", ChannelPriority)
def test_ballots_that_agree_never_conflict(priority: ChannelPriority) -> None:
    """Under every rule two ballots that say the same are one voice."""
    both = [PAPER, cast(2, "for", Channel.ONLINE)]
    ruling = settle_channels(both, priority)
    assert isinstance(ruling, Granted)
    assert ruling.event.choice == "for"


@pytest.mark.parametrize("priority", ChannelPriority)
def test_two_words_at_one_instant_conflict(priority: ChannelPriority) -> None:
    """In one channel at one instant neither comes first."""
    both = [cast(1, "for", reference="a"), cast(1, "against", reference="b")]
    assert isinstance(settle_channels(both, priority), Refused)


@pytest.mark.parametrize("priority", [ChannelPriority.PAPER, ChannelPriority.ONLINE])
def test_a_channel_nobody_used_gives_way(priority: ChannelPriority) -> None:
    """Paper first, but there is only online, or the reverse: what there is counts."""
    other = Channel.ONLINE if priority is ChannelPriority.PAPER else Channel.PAPER
    assert settle_channels([cast(1, "for", other)], priority) == Granted(cast(1, "for", other))


def test_nothing_cast_is_no_question() -> None:
    """Who cast nothing has no ballot to choose from."""
    with pytest.raises(ValueError, match="cast nothing"):
        settle_channels([], ChannelPriority.VOID)
