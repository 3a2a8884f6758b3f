"""The end of a contract of property service: 民法典 第946条至第950条."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.journeys.replacing import (
    EndContract,
    EndOfService,
    Replacement,
    may_ask_fee,
    owes_service,
    rule_on_ending_contract,
)

CODE = "民法典"
NOTICE = EndContract(
    EndOfService.OWNERS_DISMISS,
    date(2025, 6, 10),
    date(2025, 8, 9),
    "0f" * 32,
    decided_on=date(2025, 6, 1),
)


def granted(request: EndContract) -> bool:
    return isinstance(rule_on_ending_contract(request), Granted)


@pytest.mark.policy(source=CODE, clause="第946条第1款")
@pytest.mark.parametrize(("day", "in_time"), [(8, False), (9, True), (10, True)])
def test_owners_who_dismiss_give_sixty_days_notice(day: int, in_time: bool) -> None:
    """应当提前六十日书面通知物业服务人: told on 10 June, 9 August is the earliest day."""
    assert granted(evolve(NOTICE, ends_on=date(2025, 8, day))) is in_time


@pytest.mark.policy(source=CODE, clause="第946条第1款")
def test_owners_dismiss_by_a_decision_of_their_own() -> None:
    """业主依照法定程序共同决定解聘: a letter without a vote dismisses nobody."""
    told = rule_on_ending_contract(evolve(NOTICE, decided_on=None))
    assert isinstance(told, Refused)
    assert told.reasons[0].source.article == "第946条"


@pytest.mark.policy(source=CODE, clause="第947条第2款")
@pytest.mark.parametrize(("day", "in_time"), [(7, False), (8, True)])
def test_a_company_that_will_not_go_on_says_so_ninety_days_before(day: int, in_time: bool) -> None:
    """应当在合同期限届满前九十日书面通知: told on 10 June, 8 September is the earliest day."""
    request = evolve(NOTICE, kind=EndOfService.NOT_RENEWED, ends_on=date(2025, 9, day))
    assert granted(request) is in_time


@pytest.mark.policy(source=CODE, clause="第948条第2款")
@pytest.mark.parametrize(("day", "in_time"), [(8, False), (9, True)])
def test_a_contract_without_a_term_ends_after_sixty_days_notice(day: int, in_time: bool) -> None:
    """当事人可以随时解除不定期物业服务合同，但是应当提前六十日书面通知对方: either side, and no vote is asked for here."""
    request = evolve(
        NOTICE, kind=EndOfService.NO_TERM_ENDED, decided_on=None, ends_on=date(2025, 8, day)
    )
    assert granted(request) is in_time


@pytest.mark.policy(source=CODE, clause="第949条第2款")
def test_who_does_not_leave_asks_no_fee_after_the_end() -> None:
    """不得请求业主支付物业服务合同终止后的物业费: for the day before the end it still can."""
    stays = Replacement(date(2025, 8, 9), refuses_to_leave=True)
    assert may_ask_fee(stays, date(2025, 8, 8))
    assert not may_ask_fee(stays, date(2025, 8, 9))


@pytest.mark.policy(source=CODE, clause="第950条")
def test_the_old_company_serves_until_the_new_one_takes_over() -> None:
    """应当继续处理物业服务事项，并可以请求业主支付该期间的物业费: up to the day before."""
    change = Replacement(date(2025, 8, 9), taken_over_on=date(2025, 9, 1))
    for day, holds in ((date(2025, 8, 31), True), (date(2025, 9, 1), False)):
        assert owes_service(change, day) is holds
        assert may_ask_fee(change, day) is holds
