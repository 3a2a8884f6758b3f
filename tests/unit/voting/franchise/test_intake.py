"""Whether a ballot is taken: the official system, the published topics."""

import pytest

from gongtong.core.rulings import Granted, Refused, Source
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.franchise.intake import (
    IntakeAllowed,
    IntakeFacts,
    OfficialSystemOnly,
    PublishedTopicsOnly,
    TakeBallot,
    VotingSystem,
    rule_on_intake,
)

CITY = Source("市条例", "第35条")
SYSTEM, TOPICS = OfficialSystemOnly(CITY), PublishedTopicsOnly(CITY)
ONLINE, PAPER = Channel.ONLINE, Channel.PAPER


@pytest.mark.parametrize(
    ("channel", "system", "refused"),
    [
        (ONLINE, VotingSystem.OFFICIAL, False),
        (ONLINE, VotingSystem.OTHER, True),
        (ONLINE, None, True),
        (PAPER, None, False),
        (PAPER, VotingSystem.OTHER, False),
    ],
)
def test_online_votes_go_through_the_official_system(
    channel: Channel, system: VotingSystem | None, refused: bool
) -> None:
    """Another system's ballot is refused, and one whose system nobody knows; paper is not asked."""
    request = TakeBallot(topic="T1", channel=channel, system=system)
    facts = IntakeFacts(published_topics=frozenset(), guards=(SYSTEM,))
    ruling = rule_on_intake(request, facts)
    assert (ruling.codes if isinstance(ruling, Refused) else ()) == (
        ("system_not_official",) if refused else ()
    )


@pytest.mark.parametrize(("topic", "refused"), [("T1", False), ("T2", True)])
def test_only_published_topics_are_voted_on(topic: str, refused: bool) -> None:
    """不得就已公示议题以外的事项进行表决."""
    request = TakeBallot(topic=topic, channel=PAPER)
    facts = IntakeFacts(published_topics=frozenset({"T1"}), guards=(TOPICS,))
    ruling = rule_on_intake(request, facts)
    if refused:
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("topic_not_published",)
        assert ruling.reasons[0].params == (("topic", "T2"),)
        assert ruling.reasons[0].source is CITY
    else:
        assert ruling == Granted(IntakeAllowed(request))


def test_every_ground_is_told() -> None:
    """Two guards, two grounds, in the order of the guards."""
    request = TakeBallot(topic="T2", channel=ONLINE)
    facts = IntakeFacts(published_topics=frozenset({"T1"}), guards=(TOPICS, SYSTEM))
    ruling = rule_on_intake(request, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("topic_not_published", "system_not_official")


def test_without_guards_every_ballot_is_taken() -> None:
    """Where no text asks for anything, nothing is refused."""
    request = TakeBallot(topic="T9", channel=ONLINE)
    facts = IntakeFacts(published_topics=frozenset())
    assert rule_on_intake(request, facts) == Granted(IntakeAllowed(request))
