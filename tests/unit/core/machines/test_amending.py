"""A text of a place may tighten a machine, and never loosen what rests on a statute."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.machines.amending import (
    AddedClock,
    AddedGuard,
    MachineAmendment,
    amended,
    statutory_guards_before,
)
from gongtong.core.machines.definition import (
    GuardRow,
    Machine,
    StateClock,
    StateRow,
    TransitionRow,
)
from gongtong.core.rulings import Granted, Refused, Source, Standing
from gongtong.core.workdays.terms import Term, TimeUnit

LAW = Source("人民调解法", "第33条", date(2011, 1, 1))
HOUSE = Source("规则", standing=Standing.HOUSE)
JOINTLY = GuardRow("jointly", LAW, statutory=True)
CLOCK = StateClock("thirty_days", Term(30), "三十日", LAW, "miss", statutory=True)
OPEN = StateRow("open", "可申请", (CLOCK,))
ENDS = tuple(
    StateRow(name, name, is_final=True, no_clock_because="终点") for name in ("done", "missed")
)
APPLY = TransitionRow("open", "apply", "done", "申请", (JOINTLY,))
MISS = TransitionRow("open", "miss", "missed", "逾期")
MACHINE = Machine("confirmation", 1, "司法确认", "open", (OPEN, *ENDS), (APPLY, MISS))
NOTHING = MachineAmendment("city", "confirmation", HOUSE)


def codes(amendment: MachineAmendment) -> tuple[str, ...]:
    ruling = amendment(MACHINE)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_a_text_may_add_states_steps_guards_and_shorter_clocks() -> None:
    """All of it stands in the machine afterwards, and the old one is as it was."""
    checking = StateRow("checking", "核对", no_clock_because="当场核对")
    amendment = evolve(
        NOTHING,
        states=(checking,),
        transitions=(
            TransitionRow("open", "check", "checking", "核对"),
            TransitionRow("checking", "apply", "done", "申请", (JOINTLY,)),
        ),
        guards=(AddedGuard("open", "apply", GuardRow("papers", HOUSE)),),
        clocks=(AddedClock("open", evolve(CLOCK, term=Term(20))),),
    )
    ruling = amendment(MACHINE)
    assert isinstance(ruling, Granted)
    machine = ruling.event
    apply = machine.step("open", "apply")
    assert apply is not None
    assert [guard.name for guard in apply.guards] == ["jointly", "papers"]
    assert machine.state("open").clocks[0].term == Term(20)
    assert machine.events_from("checking") == ("apply",)
    assert MACHINE.step("open", "check") is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"transitions": (evolve(APPLY, guards=()),)}, "machines.guard_weakened"),
        (
            {"transitions": (evolve(APPLY, guards=(evolve(JOINTLY, statutory=False),)),)},
            "machines.guard_weakened",
        ),
        ({"transitions": (evolve(MISS, to="done"),)}, "machines.step_redirected"),
        (
            {"transitions": (TransitionRow("open", "apply_alone", "done", "单方申请"),)},
            "machines.way_less_guarded",
        ),
        (
            {"clocks": (AddedClock("open", evolve(CLOCK, term=Term(31))),)},
            "machines.clock_lengthened",
        ),
        (
            {"clocks": (AddedClock("open", evolve(CLOCK, term=Term(1, TimeUnit.MONTH))),)},
            "machines.clock_lengthened",
        ),
        ({"states": (evolve(OPEN, clocks=()),)}, "machines.clock_lengthened"),
        (
            {"guards": (AddedGuard("open", "fly", GuardRow("wings", HOUSE)),)},
            "machines.amendment_unknown",
        ),
        ({"clocks": (AddedClock("nowhere", CLOCK),)}, "machines.amendment_unknown"),
        (
            {"states": (StateRow("lost", "遗失", no_clock_because="不限时"),)},
            "machines.amendment_unreachable",
        ),
    ],
)
def test_what_loosens_or_breaks_the_machine_is_refused(
    change: dict[str, object], code: str
) -> None:
    """Each with a ground of its own, which names the amendment."""
    amendment = MachineAmendment("city", "confirmation", HOUSE, **change)  # type: ignore[arg-type]  # the cases fit
    assert code in codes(amendment)


@pytest.mark.parametrize("days", [29, 30])
def test_a_statutory_clock_may_be_as_long_or_shorter(days: int) -> None:
    """Thirty days are the law's own, and 29 are fewer."""
    assert (
        codes(evolve(NOTHING, clocks=(AddedClock("open", evolve(CLOCK, term=Term(days))),))) == ()
    )


def test_amendments_are_applied_in_order_or_not_at_all() -> None:
    """Those of other machines are passed over; the grounds of every refusal are told."""
    longer = evolve(NOTHING, clocks=(AddedClock("open", evolve(CLOCK, term=Term(31))),))
    weaker = evolve(NOTHING, id="street", transitions=(evolve(APPLY, guards=()),))
    refused = amended(MACHINE, [longer, weaker, evolve(NOTHING, machine="case")])
    assert isinstance(refused, Refused)
    named = {dict(reason.params)["amendment"] for reason in refused.reasons}
    assert named == {"city", "street"}
    assert amended(MACHINE, [NOTHING]) == Granted(MACHINE)


def test_which_statutory_guards_every_way_has_passed() -> None:
    """Whoever is in `done` has applied jointly."""
    assert statutory_guards_before(MACHINE, "done") == {"jointly"}
    assert statutory_guards_before(MACHINE, "missed") == frozenset()
