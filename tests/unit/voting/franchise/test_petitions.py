"""Petitions: enough heads, enough area, enough handed over, by one route or another."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.rulings import Granted, Refused, Source
from gongtong.core.shares import AtLeast
from gongtong.voting.franchise.petitions import (
    TWENTY_PERCENT_OF_AREA_AND_HEADS,
    TWENTY_PERCENT_OF_OWNERS,
    Petition,
    PetitionFacts,
    PetitionRoute,
    PetitionRule,
    PetitionShare,
    PetitionSupported,
    rule_on_petition,
)
from gongtong.voting.thresholds import Dimension
from gongtong.voting.weights import Weight

TEXT = Source("条例", "第13条")
EVERYONE = PetitionFacts(everyone=Weight(100, 1_000_000))
FIVE_PERCENT = PetitionRule(
    routes=tuple(PetitionRoute((PetitionShare(one, AtLeast(1, 20)),)) for one in Dimension),
    developer_may=True,
    delivered=(AtLeast(1, 2),),
)


def codes(
    asking: Weight, rule: PetitionRule, facts: PetitionFacts = EVERYONE, *, developer: bool = False
) -> tuple[str, ...]:
    petition = Petition(asking=asking, by_developer=developer)
    ruling = rule_on_petition(petition, facts, rule, TEXT)
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.mark.parametrize(("heads", "refused"), [(19, True), (20, False), (21, False)])
def test_twenty_percent_of_the_owners(heads: int, refused: bool) -> None:
    """20%以上: nineteen of a hundred are too few, twenty enough, whatever they own."""
    asking = Weight(heads, 0)
    assert bool(codes(asking, TWENTY_PERCENT_OF_OWNERS)) is refused


@pytest.mark.parametrize(
    ("asking", "missing"),
    [
        (Weight(20, 200_000), 0),
        (Weight(20, 199_999), 1),
        (Weight(19, 200_000), 1),
        (Weight(19, 199_999), 2),
    ],
)
def test_twenty_percent_of_area_and_heads(asking: Weight, missing: int) -> None:
    """Both shares are asked, and each that is missing is told."""
    found = codes(asking, TWENTY_PERCENT_OF_AREA_AND_HEADS)
    assert found == ("voting.too_few_petitioners",) * missing


def test_what_is_missing_is_said() -> None:
    """One more owner, or one more cm2: exactly what would have been enough."""
    ruling = rule_on_petition(
        Petition(asking=Weight(19, 199_999)), EVERYONE, TWENTY_PERCENT_OF_AREA_AND_HEADS, TEXT
    )
    assert isinstance(ruling, Refused)
    assert [reason.params for reason in ruling.reasons] == [
        (("dimension", "heads"), ("short", "1")),
        (("dimension", "area"), ("short", "1")),
    ]
    assert ruling.reasons[0].zh == "人数应当不少于1/5，还差1人"
    assert {reason.source for reason in ruling.reasons} == {TEXT}


@pytest.mark.parametrize(
    ("asking", "developer", "enough"),
    [
        (Weight(5, 0), False, True),
        (Weight(4, 0), False, False),
        (Weight(1, 50_000), False, True),
        (Weight(1, 49_999), False, False),
        (Weight(0, 0), True, True),
    ],
)
def test_one_route_is_enough(asking: Weight, developer: bool, enough: bool) -> None:
    """5% of the owners, or owners of 5% of the area, or the developer."""
    facts = PetitionFacts(everyone=EVERYONE.everyone, delivered_cm2=1, floor_cm2=2)
    found = codes(asking, FIVE_PERCENT, facts, developer=developer)
    assert (found == ()) is enough
    assert found == (() if enough else ("voting.too_few_petitioners",) * 2)


@pytest.mark.parametrize(("delivered", "refused"), [(49, True), (50, False), (51, False)])
def test_half_must_be_handed_over(delivered: int, refused: bool) -> None:
    """Just under one half nobody can ask yet, not even the developer."""
    facts = PetitionFacts(everyone=EVERYONE.everyone, delivered_cm2=delivered, floor_cm2=100)
    found = codes(Weight(5, 0), FIVE_PERCENT, facts)
    assert found == (("voting.too_little_delivered",) if refused else ())
    assert codes(Weight(0, 0), FIVE_PERCENT, facts, developer=True) == found


def test_the_developer_asks_only_where_the_text_says_so() -> None:
    """Elsewhere the developer needs what every owner needs."""
    assert codes(Weight(0, 0), TWENTY_PERCENT_OF_OWNERS, developer=True) == (
        "voting.too_few_petitioners",
    )


def test_the_event_names_the_route() -> None:
    """The first route that was met, or none where the developer asks."""
    facts = PetitionFacts(everyone=EVERYONE.everyone, delivered_cm2=1, floor_cm2=1)
    petition = Petition(asking=Weight(1, 50_000))
    assert rule_on_petition(petition, facts, FIVE_PERCENT, TEXT) == Granted(
        PetitionSupported(petition, FIVE_PERCENT.routes[1])
    )
    developer = Petition(by_developer=True)
    assert rule_on_petition(developer, facts, FIVE_PERCENT, TEXT) == Granted(
        PetitionSupported(developer, None)
    )


def test_a_rule_can_be_kept_as_data() -> None:
    """A place may adopt one by a recorded decision."""
    assert from_json(to_json(FIVE_PERCENT), PetitionRule) == FIVE_PERCENT


def test_a_rule_asks_for_something() -> None:
    """Without a route, or a route without a share, anybody could ask."""
    with pytest.raises(ValueError, match="routes cannot be empty"):
        PetitionRule(routes=())
    with pytest.raises(ValueError, match="shares cannot be empty"):
        PetitionRoute(())
