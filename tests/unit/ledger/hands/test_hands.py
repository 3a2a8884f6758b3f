"""Which ids are one pair of hands."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.offices import Appointment, Mandate, Office, OfficeHolders
from gongtong.core.periods import Span, between
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson, offices_of_hands

MANDATE = Mandate("自管委决定", date(2025, 1, 1))
MARCH = between("2025-03-01", "2025-04-01")
APRIL = between("2025-04-01", "2025-05-01")


def acting(delegate: str, principal: str, span: Span = MARCH) -> Delegation:
    return Delegation(UUID(int=1), delegate, principal, span, MANDATE)


def test_two_accounts_of_one_person_are_one_pair_of_hands() -> None:
    """Whichever of them acts, and also over a third account."""
    hands = Hands((SamePerson("b", "a"), SamePerson("c", "b")))
    assert hands.of("a", MARCH) == hands.of("c", MARCH) == {"a", "b", "c"}
    assert hands.of("d", MARCH) == {"d"}


def test_a_delegate_counts_as_both_and_his_principal_does_not_count_as_him() -> None:
    """The daughter acts for the chair: she is both, he is himself."""
    hands = Hands(delegations=(acting("daughter", "chair"),))
    assert hands.of("daughter", MARCH) == {"daughter", "chair"}
    assert hands.of("chair", MARCH) == {"chair"}
    assert hands.touch("daughter", "chair", MARCH)
    assert hands.touch("chair", "daughter", MARCH)


def test_two_delegates_of_one_person_are_one_pair_of_hands() -> None:
    """Both sign for the chair, so that is one signature."""
    hands = Hands(delegations=(acting("son", "chair"), acting("daughter", "chair")))
    assert hands.touch("son", "daughter", MARCH)


def test_who_acts_for_a_delegate_acts_for_his_principal() -> None:
    """Handing it on changes nothing."""
    hands = Hands(delegations=(acting("son", "daughter"), acting("daughter", "chair")))
    assert hands.of("son", MARCH) == {"son", "daughter", "chair"}


def test_a_second_account_of_a_delegate_counts_too() -> None:
    """Accounts and delegations are followed together."""
    hands = Hands((SamePerson("daughter-2", "daughter"),), (acting("daughter", "chair"),))
    assert hands.of("daughter-2", MARCH) == {"daughter-2", "daughter", "chair"}


@pytest.mark.parametrize(
    ("days", "is_both"),
    [
        (between("2025-02-01", "2025-03-01"), False),
        (between("2025-02-01", "2025-03-02"), True),
        (between("2025-03-31", "2025-04-02"), True),
        (APRIL, False),
    ],
)
def test_a_delegation_counts_on_its_days(days: Span, is_both: bool) -> None:
    """From its first day to the day before its end."""
    hands = Hands(delegations=(acting("daughter", "chair"),))
    assert hands.touch("daughter", "chair", days) is is_both


def test_a_delegate_and_a_second_account_have_the_offices() -> None:
    """On the day asked about, in the order in which offices are listed."""
    holders = OfficeHolders(
        tuple(
            Appointment(UUID(int=n), person, person, office, MARCH, MANDATE)
            for n, (person, office) in enumerate(
                [("chair", Office.CHAIR), ("clerk", Office.KEEPER_OF_BOOKS)]
            )
        )
    )
    hands = Hands((SamePerson("clerk-2", "clerk"),), (acting("clerk-2", "chair"),))
    on = date(2025, 3, 31)
    assert offices_of_hands("clerk-2", holders, hands, on) == (Office.CHAIR, Office.KEEPER_OF_BOOKS)
    assert offices_of_hands("chair", holders, hands, on) == (Office.CHAIR,)
    assert offices_of_hands("clerk-2", holders, hands, date(2025, 4, 1)) == ()
