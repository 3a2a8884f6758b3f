"""What may be remembered of a payment, by whom, and how it is forgotten."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.places import DwellingLabel
from gongtong.core.register import Register
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.exchange.bills import Channel, Direction
from gongtong.ledger.payments.alias_book import AliasKind, Carried
from gongtong.ledger.payments.learning.aliases import (
    ALIAS_RULES,
    Alias,
    AliasForgotten,
    AliasLearned,
    ForgetAlias,
    LearnAlias,
    LearningFacts,
    Remembered,
    rule_on_forgetting,
    rule_on_learning,
)
from gongtong.ledger.payments.payments import Payment, PaymentState, SettledAs, Settlement
from gongtong.ledger.sources import BOOKS_RULES

AT = datetime(2025, 5, 6, tzinfo=UTC)
STAMP = Remembered(UUID(int=77), "u-bookkeeper", AT)


def payment(settled_as: SettledAs = SettledAs.DWELLING) -> Payment:
    settlement = Settlement(settled_as, UUID(int=1), "电话核实", "u-bookkeeper", AT, UUID(int=5))
    return Payment(
        id=UUID(int=9),
        channel=Channel.WECHAT,
        transaction_id="1003",
        at=AT,
        payer="外甥",
        payer_account="",
        text="妈妈家",
        direction=Direction.IN,
        amount_fen=30_000,
        kind="转账",
        file="b.csv",
        line=18,
        state=PaymentState.SETTLED,
        fund="sanitation",
        settlement=settlement,
    )


@pytest.fixture
def facts(register: Register) -> Callable[..., LearningFacts]:
    """A payment of a nephew that was settled to 3-2-501."""

    def make(**changed: object) -> LearningFacts:
        usual = LearningFacts(
            payment=payment(),
            carried=Carried("外甥", "", "妈妈家"),
            dwelling=register.at(DwellingLabel(3, 2, 501)),
            payers_own=(),
            says_something=True,
            held=(),
            offices=(Office.KEEPER_OF_BOOKS,),
        )
        return evolve(usual, **changed)  # type: ignore[arg-type]  # each test changes what it is about

    return make


def asked(kind: AliasKind = AliasKind.PAYER, reason: str = "住户说明") -> LearnAlias:
    return LearnAlias(Channel.WECHAT, "1003", kind, reason)


def learned(request: LearnAlias, known: LearningFacts) -> Alias:
    ruling = rule_on_learning(request, known, STAMP)
    assert isinstance(ruling, Granted), ruling
    assert isinstance(ruling.event, AliasLearned)
    return ruling.event.alias


def grounds(request: LearnAlias, known: LearningFacts) -> list[str]:
    ruling = rule_on_learning(request, known, STAMP)
    assert isinstance(ruling, Refused)
    assert all(reason.zh and reason.en for reason in ruling.reasons)
    return [reason.code for reason in ruling.reasons]


def test_what_is_remembered_says_from_where_by_whom_and_why(
    facts: Callable[..., LearningFacts],
) -> None:
    """With the party to whom the dwelling belongs today."""
    known = facts()
    assert known.dwelling is not None
    assert learned(asked(reason=" 住户说明 "), known) == Alias(
        id=UUID(int=77),
        kind=AliasKind.PAYER,
        said="外甥",
        dwelling_id=known.dwelling.id,
        party_id=known.dwelling.party.id,
        payment_id=UUID(int=9),
        reason="住户说明",
        learned_by="u-bookkeeper",
        learned_at=AT,
    )
    assert learned(asked(AliasKind.TEXT), known).said == "外甥\n妈妈家"


def test_every_ground_is_named_in_order(
    facts: Callable[..., LearningFacts], register: Register
) -> None:
    """Office, cashier, reason, settlement, words and another home of the payer."""
    known = facts(
        payment=evolve(payment(), state=PaymentState.MATCHED, settlement=None),
        carried=Carried("*甥", "", ""),
        payers_own=(register.at(DwellingLabel(3, 2, 502)),),
        offices=(Office.KEEPER_OF_MONEY,),
    )
    ruling = rule_on_learning(asked(reason=" "), known, STAMP)
    assert isinstance(ruling, Refused)
    assert [(one.code, one.source) for one in ruling.reasons] == [
        ("ledger.office_required", BOOKS_RULES),
        ("segregation_of_duties", CASHIER_KEEPS_NO_BOOKS),
        ("ledger.alias_without_reason", ALIAS_RULES),
        ("ledger.alias_not_from_settlement", ALIAS_RULES),
        ("ledger.alias_says_nothing", ALIAS_RULES),
        ("ledger.alias_owns_another", ALIAS_RULES),
    ]


@pytest.mark.parametrize("settled_as", [SettledAs.OTHER_INCOME, SettledAs.REFUND])
def test_only_what_a_person_gave_to_a_dwelling_is_remembered(
    facts: Callable[..., LearningFacts], settled_as: SettledAs
) -> None:
    """Money that is no fee teaches nothing, nor does what the matcher matched by itself."""
    assert grounds(asked(), facts(payment=payment(settled_as))) == [
        "ledger.alias_not_from_settlement"
    ]


def test_a_dwelling_that_is_gone_cannot_be_meant(facts: Callable[..., LearningFacts]) -> None:
    """The register of today has it no more."""
    assert grounds(asked(), facts(dwelling=None)) == ["ledger.dwelling_unknown"]


def test_words_that_everybody_writes_tell_nobody_apart(
    facts: Callable[..., LearningFacts],
) -> None:
    """Of a text; the name of its payer still does."""
    common = facts(says_something=False)
    assert grounds(asked(AliasKind.TEXT), common) == ["ledger.alias_says_nothing"]
    assert grounds(asked(AliasKind.ACCOUNT), common) == ["ledger.alias_says_nothing"]
    assert learned(asked(AliasKind.PAYER), common).said == "外甥"


def test_an_owner_of_another_home_is_not_known_by_name(
    facts: Callable[..., LearningFacts], register: Register
) -> None:
    """By his own words he is; the owner of this home alone is known by name as well."""
    home, other = (register.at(DwellingLabel(3, 2, room)) for room in (501, 502))
    assert grounds(asked(), facts(payers_own=(other,))) == ["ledger.alias_owns_another"]
    assert grounds(asked(), facts(payers_own=(home, other))) == ["ledger.alias_owns_another"]
    assert learned(asked(), facts(payers_own=(home,))).dwelling_id == home.id
    assert learned(asked(AliasKind.TEXT), facts(payers_own=(other,))).dwelling_id == home.id


def test_the_same_words_are_remembered_once_for_a_home(
    facts: Callable[..., LearningFacts],
) -> None:
    """For a second home they are: payments that carry them then wait."""
    first = learned(asked(), facts())
    assert grounds(asked(), facts(held=(first,))) == ["ledger.alias_known"]
    second = learned(asked(), facts(held=(evolve(first, dwelling_id=UUID(int=2)),)))
    assert second == first


def test_an_alias_is_forgotten_once_with_a_reason(facts: Callable[..., LearningFacts]) -> None:
    """Who had it forgotten stays with it."""
    alias = learned(asked(), facts())
    keeper = (Office.KEEPER_OF_BOOKS,)
    ruling = rule_on_forgetting(ForgetAlias(alias.id, " 已出售 "), alias, STAMP, held=keeper)
    assert isinstance(ruling, Granted)
    forgotten = evolve(alias, forgotten_by="u-bookkeeper", forgotten_at=AT)
    assert ruling.event == AliasForgotten(forgotten, "已出售")
    again = rule_on_forgetting(ForgetAlias(alias.id, ""), forgotten, STAMP, held=())
    assert isinstance(again, Refused)
    assert [reason.code for reason in again.reasons] == [
        "ledger.office_required",
        "ledger.alias_without_reason",
        "ledger.alias_forgotten_already",
    ]
