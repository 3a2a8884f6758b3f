"""What is learned of payers in the database: used next time, forgotten on request, never deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.payments.alias_book import AliasKind
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.learning.aliases import ForgetAlias, LearnAlias
from gongtong.ledger.payments.matching import MatchedBy
from gongtong.testing.examples.payments import EXAMPLES
from gongtong.testing.examples.people import BOOKKEEPER, dwelling_id

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.ledger.payments.booking import BillImported
    from gongtong.ledger.payments.learning.aliases import Alias
    from gongtong.testing.stage import Stage

LEARNING = next(one for one in EXAMPLES if one.command == "ledger.learn_alias")


@pytest.fixture
def request_to_learn(place: Stage) -> LearnAlias:
    """A payment of an unknown payer, settled to the third dwelling; the request is to remember him."""
    request: LearnAlias = LEARNING.prepare(place)
    return request


def pay_again(stage: Stage, number: str, key: str) -> BillImported:
    """The same payer pays the fee once more, with a word that tells nobody which home."""
    line = BillLine(
        number,
        datetime(2025, 5, 9, 1, 0, tzinfo=UTC),
        "昵称",
        "",
        "卫生费",
        Direction.IN,
        30_000,
        "已收钱",
        "转账",
        "c.csv",
        18,
    )
    with stage.work(BOOKKEEPER) as work:
        bill = Bill(Channel.WECHAT, "c.csv", "1" * 64, (line,))
        return work.ledger.payments.import_bill(ImportBill(bill), key=key)


def learn(stage: Stage, request: LearnAlias, key: str = "alias") -> Alias:
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.payments.aliases.learn(request, key=key).alias


def forget(stage: Stage, alias_id: UUID, key: str = "forget") -> None:
    with stage.work(BOOKKEEPER) as work:
        work.ledger.payments.aliases.forget(ForgetAlias(alias_id, "房屋已出售"), key=key)


def test_what_was_learned_is_used_next_time(place: Stage, request_to_learn: LearnAlias) -> None:
    """Before, the payment waits; afterwards it is matched, and says by what."""
    assert pay_again(place, "1", "before").suspended == 1
    alias = learn(place, request_to_learn)
    assert (alias.said, alias.learned_by, alias.dwelling_id) == (
        "昵称",
        BOOKKEEPER,
        dwelling_id(place, 2),
    )
    assert pay_again(place, "2", "after").matched == 1
    home = dwelling_id(place, 2)
    with place.work(BOOKKEEPER) as work:
        (payment,) = work.ledger.payments.list_payments(dwelling_id=home)[1:]
        assert work.ledger.payments.aliases.list() == (alias,)
    assert (payment.transaction_id, payment.matched_by) == ("2", MatchedBy.ALIAS)


def test_what_was_forgotten_is_not_used(place: Stage, request_to_learn: LearnAlias) -> None:
    """It stays in the list of all, with who had it forgotten; a second time is refused."""
    alias = learn(place, request_to_learn)
    forget(place, alias.id)
    assert pay_again(place, "1", "after").suspended == 1
    with place.work(BOOKKEEPER) as work:
        assert work.ledger.payments.aliases.list() == ()
        (kept,) = work.ledger.payments.aliases.list(standing=False)
    assert (kept.forgotten_by, kept.said) == (BOOKKEEPER, "昵称")
    with pytest.raises(RefusedError) as caught:
        forget(place, alias.id, key="again")
    assert caught.value.codes == ("ledger.alias_forgotten_already",)
    assert learn(place, request_to_learn, key="anew").id != alias.id


def test_the_same_is_learned_once(place: Stage, request_to_learn: LearnAlias) -> None:
    """Another kind of the same payment is another alias, where it says something."""
    learn(place, request_to_learn)
    with pytest.raises(RefusedError) as caught:
        learn(place, request_to_learn, key="again")
    assert caught.value.codes == ("ledger.alias_known",)
    with pytest.raises(RefusedError) as caught:
        learn(place, evolve(request_to_learn, kind=AliasKind.TEXT), key="text")
    assert caught.value.codes == ("ledger.alias_says_nothing",)


def test_an_alias_that_is_not_there_is_unknown(place: Stage, request_to_learn: LearnAlias) -> None:
    """Its id is that of no alias of this place."""
    with pytest.raises(UnknownReferenceError, match="alias"):
        forget(place, uuid4())
