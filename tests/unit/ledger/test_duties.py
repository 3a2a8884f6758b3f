"""Who may act, by office, and the cashier who may not."""

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office

RULE = Source("记账规则", standing=Standing.HOUSE)
ACT = ("结账", "close a period")


def test_one_of_the_offices_is_enough() -> None:
    """A chair who is a member too needs only one of them to be entitled."""
    held = (Office.CHAIR, Office.MEMBER)
    assert list(reasons_of_office(held, {Office.MEMBER}, RULE, act=ACT)) == []


def test_the_refusal_names_the_offices_in_their_order() -> None:
    """Residents read who can do it, programs read the codes."""
    entitled = {Office.SUPERVISOR, Office.CHAIR}
    (reason,) = reasons_of_office((), entitled, RULE, act=ACT)
    assert reason.code == "ledger.office_required"
    assert reason.zh == "结账须由主任、监督委员办理"
    assert reason.en == "to close a period takes the office of chair or supervisor"
    assert reason.params == (("offices", "chair,supervisor"),)
    assert reason.source == RULE


def test_the_cashier_is_refused_by_the_law() -> None:
    """会计法35: the keeper of the money, whatever else he is."""
    held = (Office.KEEPER_OF_BOOKS, Office.KEEPER_OF_MONEY)
    (reason,) = reasons_against_cashier(held, act=ACT)
    assert (reason.code, reason.source.title) == ("segregation_of_duties", "会计法")
    assert list(reasons_against_cashier((Office.KEEPER_OF_BOOKS,), act=ACT)) == []
