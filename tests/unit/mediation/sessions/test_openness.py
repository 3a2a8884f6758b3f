"""Whether others may attend."""

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.cases import Openness
from gongtong.mediation.sessions.openness import OpennessWish, SettleOpenness, rule_on_openness
from gongtong.testing.disputes import CASE

PARTIES = ("developer", "owners")


def settled(*wishes: OpennessWish) -> object:
    return rule_on_openness(SettleOpenness(CASE.number, wishes), CASE, PARTIES)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Openness.OPEN, Openness.OPEN, Openness.OPEN),
        (Openness.OPEN, Openness.CLOSED, Openness.CLOSED),
        (Openness.CLOSED, Openness.CLOSED, Openness.CLOSED),
    ],
)
def test_one_party_that_wants_to_be_among_themselves_is_enough(
    first: Openness, second: Openness, expected: Openness
) -> None:
    """Open only where all want it so."""
    told = settled(OpennessWish("developer", first), OpennessWish("owners", second))
    assert isinstance(told, Granted)
    assert told.event.openness is expected


def test_every_party_is_asked_once() -> None:
    """Silence is no wish, and neither is unsettled."""
    one = OpennessWish("developer", Openness.OPEN)
    for wishes in ((one,), (one, one), (one, evolve(one, party="court"))):
        told = settled(*wishes)
        assert isinstance(told, Refused)
        assert told.codes == ("mediation.openness_of_all",)
    told = settled(one, OpennessWish("owners", Openness.UNSETTLED))
    assert isinstance(told, Refused)
    assert told.codes == ("mediation.openness_unsettled",)
    assert told.reasons[0].source.article == "第23条"
