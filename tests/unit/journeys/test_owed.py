"""What households owe by an agreement, in the books."""

from uuid import UUID

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.journeys.owed import ChargeObligations, charge_code, charges_for, paid_lines
from gongtong.mediation.obligations.duty import Obligation
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.testing.disputes import CASE, TODAY, home
from gongtong.testing.duties import act, due, in_force, pay

REQUEST = ChargeObligations(CASE.number)
DWELLINGS = {home(1): UUID(int=1)}
OWED = due(pay(2))


def test_only_money_that_is_due_is_charged_and_once() -> None:
    """Neither an act, nor what waits, nor what stands in the books."""
    told = charges_for(REQUEST, (act_due(), in_force(pay(3)), OWED), DWELLINGS, ())
    assert isinstance(told, Granted)
    ((number, charge),) = told.event
    assert (number, charge.amount_fen, charge.code) == (2, 274_29, charge_code(CASE.number, 2))
    again = charges_for(REQUEST, (OWED,), DWELLINGS, (charge.code,))
    assert isinstance(again, Refused)
    assert again.codes == ("journeys.nothing_to_charge",)
    unknown = charges_for(REQUEST, (OWED,), {}, ())
    assert isinstance(unknown, Refused)
    assert unknown.codes == ("journeys.unknown_dwelling",)


def act_due() -> Obligation:
    return due(act(1))


def test_what_was_paid_since_is_entered_once() -> None:
    """To the fen, with the charge as its evidence; what is over takes nothing more."""
    told = charges_for(REQUEST, (OWED,), DWELLINGS, ())
    assert isinstance(told, Granted)
    charge = evolve(told.event[0][1], id=UUID(int=7), open_fen=74_29)
    (line,) = paid_lines(CASE.number, {2: OWED}, (charge,))
    assert (line.number, line.amount_fen, line.on) == (2, 200_00, TODAY)
    assert len(line.evidence) == 64
    assert paid_lines(CASE.number, {2: evolve(OWED, paid_fen=200_00)}, (charge,)) == ()
    over = evolve(OWED, state=ObligationState.WAIVED)
    assert paid_lines(CASE.number, {2: over}, (charge,)) == ()
    assert paid_lines(CASE.number, {2: OWED}, ()) == ()
