"""A tariff names the decision that enacted it."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.periods import month_span, since
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import Provision, Rank
from gongtong.core.policies.fingerprints import fingerprint_of
from gongtong.core.register import DwellingStatus
from gongtong.core.rulings import Source
from gongtong.ledger.fees.policies import FEE_RULE, ChargeLine, FeeFacts, FeeRule
from gongtong.ledger.fees.tariffs.enactments import (
    Enactment,
    EnactmentKind,
    Tariff,
    Together,
    charge_in_turn,
    enactments_of,
    reasons_against_tariff,
)

VOTE = Enactment(EnactmentKind.VOTE, "业主大会决定2023年第4号", date(2023, 11, 5))
CLAUSE = Enactment(EnactmentKind.CONTRACT, "物业服务合同第12条", date(2024, 1, 1))
JUNE = month_span(2025, 6)
FACTS = FeeFacts(
    UUID(int=1), DwellingLabel(1, 1, 101), 800_000, DwellingStatus.OWNER_OCCUPIED, JUNE
)


def ten(_: FeeFacts) -> tuple[ChargeLine, ...]:
    return (ChargeLine("ten", "十元", 1000, "f", "4301", ""),)


def half_of_ten(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    return (ChargeLine("half", "一半", facts.charged_fen("ten") // 2, "f", "4301", ""),)


def test_a_tariff_charges_as_its_rule_does() -> None:
    """The decision adds nothing to the amount."""
    assert Tariff(ten, VOTE)(FACTS) == ten(FACTS)
    assert str(VOTE) == "业主大会决定2023年第4号，2023-11-05共同决定"


def test_later_rules_see_what_earlier_ones_charge() -> None:
    """A percentage of another charge: in the other order it is a percentage of nothing."""
    both = Together((Tariff(ten, VOTE), Tariff(half_of_ten, CLAUSE)))
    assert [line.amount_fen for line in both(FACTS)] == [1000, 500]
    assert [line.amount_fen for line in charge_in_turn((half_of_ten, ten), FACTS)] == [0, 1000]
    assert charge_in_turn((), FACTS) == ()


@pytest.mark.parametrize(
    ("rule", "enactments"),
    [
        (ten, ()),
        (Tariff(ten, VOTE), (VOTE,)),
        (Together((Tariff(ten, VOTE), Tariff(ten, CLAUSE))), (VOTE, CLAUSE)),
        (Together((Tariff(ten, VOTE), ten)), ()),
        (Together(()), ()),
    ],
)
def test_one_part_without_a_decision_leaves_the_whole_without(
    rule: FeeRule, enactments: tuple[Enactment, ...]
) -> None:
    """Nothing slips in beside a fee that was decided on."""
    assert enactments_of(rule) == enactments
    codes = [reason.code for reason in reasons_against_tariff(rule, JUNE)]
    assert codes == ([] if enactments else ["ledger.tariff_not_enacted"])


def test_each_late_decision_is_named() -> None:
    """Two fees decided after the period began: two grounds, each with its decision."""
    late = Enactment(EnactmentKind.VOTE, "决定9号", date(2025, 6, 2))
    rule = Together((Tariff(ten, late), Tariff(ten, VOTE)))
    (reason,) = reasons_against_tariff(rule, JUNE)
    assert reason.code == "ledger.tariff_decided_later"
    assert ("reference", "决定9号") in reason.params


def test_an_enactment_says_which_decision() -> None:
    """A blank reference refers to nothing."""
    with pytest.raises(ValueError, match="names the decision"):
        Enactment(EnactmentKind.VOTE, " ", date(2025, 1, 1))


def test_another_decision_is_another_tariff() -> None:
    """The fingerprint of a provision shows which decision was behind the price."""

    def fingerprint(enactment: Enactment) -> str:
        return fingerprint_of(
            Provision(
                "fee",
                FEE_RULE,
                Tariff(ten, enactment),
                area="",
                in_force=since("2025-01-01"),
                rank=Rank.BYLAW,
                cites=(Source("决定"),),
            )
        )

    assert fingerprint(VOTE) == fingerprint(VOTE) != fingerprint(CLAUSE)
