"""Noting whose account it is, and who acts for whom."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate, Office
from gongtong.core.periods import between, since
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.hands.hands import Hands, SamePerson
from gongtong.ledger.hands.registering import (
    DelegateWork,
    LinkAccounts,
    rule_on_delegation,
    rule_on_link,
)

SUPERVISOR = (Office.SUPERVISOR,)
MARCH = between("2025-03-01", "2025-04-01")
DELEGATION = DelegateWork("daughter", "chair", MARCH, Mandate("决定", date(2025, 3, 1)))


def codes_of_link(request: LinkAccounts, *, held: tuple[Office, ...] = SUPERVISOR) -> list[str]:
    ruling = rule_on_link(request, Hands((SamePerson("b", "a"),)), actor="s", held=held)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def codes_of_delegation(
    request: DelegateWork, *, held: tuple[Office, ...] = SUPERVISOR
) -> list[str]:
    ruling = rule_on_delegation(request, UUID(int=1), actor="s", held=held)
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_a_link_is_noted_with_who_noted_it() -> None:
    """Spaces around an id are no part of it."""
    ruling = rule_on_link(LinkAccounts(" c ", "a"), Hands(), actor="s", held=SUPERVISOR)
    assert isinstance(ruling, Granted)
    assert ruling.event.same == SamePerson("c", "a")
    assert ruling.event.noted_by == "s"


@pytest.mark.parametrize(
    ("request_", "codes"),
    [
        (LinkAccounts("c", "a"), []),
        (LinkAccounts("c", "c"), ["ledger.account_is_itself"]),
        (LinkAccounts("b", "d"), ["ledger.account_linked"]),
        (LinkAccounts("", "a"), ["ledger.not_an_account"]),
        (LinkAccounts("x" * 120, "a"), []),
        (LinkAccounts("x" * 121, "a"), ["ledger.not_an_account"]),
    ],
)
def test_an_account_is_linked_once_and_to_another(request_: LinkAccounts, codes: list[str]) -> None:
    """An id has 1 to 120 characters; whose it is, is said once."""
    assert codes_of_link(request_) == codes


@pytest.mark.parametrize("held", [(), (Office.KEEPER_OF_MONEY,), (Office.APPLICANT,)])
def test_only_the_chair_or_a_supervisor_notes_it(held: tuple[Office, ...]) -> None:
    """Nobody else says whose hands are whose."""
    assert codes_of_link(LinkAccounts("c", "a"), held=held) == ["ledger.office_required"]
    assert codes_of_delegation(DELEGATION, held=held) == ["ledger.office_required"]
    assert codes_of_link(LinkAccounts("c", "a"), held=(Office.CHAIR,)) == []
    assert codes_of_delegation(DELEGATION, held=(Office.CHAIR,)) == []


def test_a_delegation_has_an_end_and_a_mandate_that_is_not_younger() -> None:
    """Decided on the first day is early enough, a day later is not; for good is no delegation."""
    late = evolve(DELEGATION, mandate=Mandate("决定", date(2025, 3, 2)))
    assert codes_of_delegation(late) == ["ledger.delegation_before_mandate"]
    for_good = evolve(DELEGATION, span=since("2025-03-01"), delegate="chair")
    assert codes_of_delegation(for_good) == [
        "ledger.account_is_itself",
        "ledger.delegation_without_end",
    ]
