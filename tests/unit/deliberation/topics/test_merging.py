"""Two topics that turn out to be one."""

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.deliberation.topics.merging import (
    MergeFacts,
    MergeTopics,
    parts_of,
    rule_on_merging,
)
from gongtong.deliberation.topics.topics import Turn

MERGE = MergeTopics("lamps", "light", "同一件事")
FACTS = MergeFacts(frozenset(("lamps", "light", "bulbs")), {"bulbs": "lamps"}, 0)


def codes(request: MergeTopics, facts: MergeFacts = FACTS) -> tuple[str, ...]:
    told = rule_on_merging(request, facts, actor="u-chair")
    return told.codes if isinstance(told, Refused) else ()


def test_a_merge_is_a_link_and_can_be_undone() -> None:
    """By one more link."""
    told = rule_on_merging(MERGE, FACTS, actor="u-chair")
    assert isinstance(told, Granted)
    assert told.event.turn_number == 1
    merged = evolve(FACTS, merged_into={"lamps": "light"}, turns=1)
    free = rule_on_merging(evolve(MERGE, turn=Turn.LEAVE), merged, actor="u-chair")
    assert isinstance(free, Granted)
    assert free.event.turn_number == 2


def test_what_belongs_to_a_topic_is_found_far_down() -> None:
    """Through what was merged into what was merged."""
    assert parts_of("light", {"bulbs": "lamps", "lamps": "light"}) == ("light", "lamps", "bulbs")


def test_what_cannot_be_is_refused() -> None:
    """Strangers, twice, in a circle, into itself, and setting free what is free."""
    assert codes(evolve(MERGE, into="none")) == ("deliberation.unknown_topic",)
    twice = evolve(FACTS, merged_into={"lamps": "bulbs"})
    assert codes(MERGE, twice) == ("deliberation.merged_already",)
    assert codes(MergeTopics("lamps", "bulbs", "x")) == ("deliberation.merge_in_circle",)
    assert codes(evolve(MERGE, into="lamps")) == ("deliberation.merge_in_circle",)
    assert codes(evolve(MERGE, turn=Turn.LEAVE)) == ("deliberation.not_merged",)
