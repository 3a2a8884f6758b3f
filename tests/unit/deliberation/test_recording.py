"""Recording keeps what was said, takes nothing twice, and refuses with every ground."""

from datetime import date

from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.categories import (
    Clarity,
    OpinionCategory,
    OpinionWords,
    WeightedWord,
)
from gongtong.deliberation.opinions import Opinion
from gongtong.deliberation.recording import (
    PRACTICE,
    RecordingFacts,
    rule_on_recording,
    text_digest,
)

TODAY = date(2025, 6, 10)
HOME = DwellingLabel(4, 3, 501)
WORDS = OpinionWords(
    (
        OpinionCategory("road", "路面", "Road", (WeightedWord("路", 3),)),
        OpinionCategory("other", "其他", "Other", ()),
    ),
    fallback="other",
)
ROAD = Opinion("Y1", date(2025, 3, 16), HOME, "让明林", "路坏了")
HELLO = Opinion("Y2", date(2025, 3, 16), HOME, "让明林", "谢谢")
DIGEST = "a" * 64


def batch(*opinions: Opinion) -> OpinionBatch:
    return OpinionBatch("走访.csv", DIGEST, opinions)


def facts(*known: Opinion) -> RecordingFacts:
    return RecordingFacts(known, WORDS, TODAY)


def refusal(ruling: object) -> Refused:
    assert isinstance(ruling, Refused)
    return ruling


def test_new_opinions_are_recorded_with_a_suggestion() -> None:
    """Every new opinion gets a suggestion; the event keeps the digest of the words."""
    ruling = rule_on_recording(batch(ROAD, HELLO), facts())
    assert isinstance(ruling, Granted)
    event = ruling.event
    assert (event.file, event.digest, event.already_known) == ("走访.csv", DIGEST, 0)
    assert [each.number for each in event.opinions] == ["Y1", "Y2"]
    assert [each.suggestion.category for each in event.opinions] == ["road", "other"]
    assert event.opinions[1].suggestion.clarity is Clarity.NO_WORD


def test_the_event_holds_no_words_of_a_resident() -> None:
    """The record of events keeps SHA-256 of the text, so that the words can be taken down."""
    ruling = rule_on_recording(batch(ROAD), facts())
    assert isinstance(ruling, Granted)
    assert "路坏了" not in repr(ruling.event)
    # printf 路坏了 | sha256sum
    assert ruling.event.opinions[0].text_digest == text_digest("路坏了")
    assert text_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_an_opinion_on_record_is_not_doubled() -> None:
    """What an earlier file brought, word for word the same, is counted and passed over."""
    ruling = rule_on_recording(batch(ROAD, HELLO), facts(ROAD))
    assert isinstance(ruling, Granted)
    assert [each.number for each in ruling.event.opinions] == ["Y2"]
    assert ruling.event.already_known == 1


def test_a_file_without_anything_new_is_granted() -> None:
    """Handing in the same file again is no mistake; nothing is new."""
    ruling = rule_on_recording(batch(ROAD), facts(ROAD))
    assert isinstance(ruling, Granted)
    assert (ruling.event.opinions, ruling.event.already_known) == ((), 1)


def test_what_was_said_is_not_rewritten() -> None:
    """The same number with another text, day, home or canvasser is refused."""
    for other in (
        evolve(ROAD, text="路很好"),
        evolve(ROAD, visited_on=date(2025, 3, 17)),
        evolve(ROAD, dwelling=DwellingLabel(4, 3, 502)),
        evolve(ROAD, recorded_by="吴玉萍"),
    ):
        refused = refusal(rule_on_recording(batch(other), facts(ROAD)))
        assert refused.codes == ("deliberation.opinion_differs",)
        assert refused.reasons[0].source == PRACTICE


def test_a_visit_is_not_still_to_come() -> None:
    """A visit of yesterday and of today is recorded, one of tomorrow refused."""
    for day in (date(2025, 6, 9), date(2025, 6, 10)):
        assert isinstance(rule_on_recording(batch(evolve(ROAD, visited_on=day)), facts()), Granted)
    tomorrow = evolve(ROAD, visited_on=date(2025, 6, 11))
    refused = refusal(rule_on_recording(batch(tomorrow), facts()))
    assert refused.codes == ("deliberation.visit_in_future",)
    assert dict(refused.reasons[0].params) == {"number": "Y1", "visited_on": "2025-06-11"}


def test_every_ground_is_stated_in_order() -> None:
    """Repeated numbers come first, then contradictions, then visits to come."""
    late = evolve(HELLO, number="Y3", visited_on=date(2026, 1, 1))
    refused = refusal(
        rule_on_recording(batch(late, evolve(ROAD, text="别的"), HELLO, HELLO), facts(ROAD))
    )
    assert refused.codes == (
        "deliberation.number_repeated",
        "deliberation.opinion_differs",
        "deliberation.visit_in_future",
    )
    assert {reason.source.standing for reason in refused.reasons} == {Standing.HOUSE}
    assert all(reason.zh and reason.en for reason in refused.reasons)
