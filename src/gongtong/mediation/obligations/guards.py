"""Who judges the guards of an obligation: each a plain fact, with the ground that is told without it (义务守卫)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import frozen

from gongtong.core.machines.plain_guards import unless
from gongtong.core.machines.stepping import Guard, rule_on_step
from gongtong.core.rulings import Reason, Refused, Source
from gongtong.mediation.obligations.duty import Obligation
from gongtong.mediation.obligations.obligation_machine import (
    OBLIGATION_MACHINE,
    ObligationEvent,
    ObligationState,
)
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

KEPT: Final = mediation_law(31, "当事人应当按照约定履行义务")


@frozen
class StepFacts:
    """What holds when something happens to an obligation; what is not said does not hold (义务转移事实)."""

    obligation: Obligation
    agreement_is_in_force: bool = False
    condition_is_met: bool = False
    evidence_is_given: bool = False
    amount_is_owed: bool = False
    another_person_verifies: bool = False
    verifier_is_named: bool = False
    amount_is_whole: bool = False
    reason_given: bool = False
    due_day_is_past: bool = False
    cure_term_is_over: bool = False
    creditor_waives: bool = False
    both_sides_agree: bool = False
    long_stop_is_past: bool = False


def step(event: ObligationEvent, facts: StepFacts) -> ObligationState | tuple[Reason, ...]:
    """Give the state to which an event leads, or every ground against it (义务转移).

    Raises `PolicyError` for a guard that nobody judges.
    """
    ruling = rule_on_step(
        OBLIGATION_MACHINE, facts.obligation.state, event, asked=(None, facts), guards=GUARDS
    )
    if isinstance(ruling, Refused):
        return tuple(_numbered(ruling.reasons, facts.obligation.number))
    return ObligationState(ruling.event.to)


def _numbered(reasons: tuple[Reason, ...], number: int) -> Iterator[Reason]:
    for one in reasons:
        params = (*one.params, ("obligation", str(number)))
        yield Reason(
            one.code,
            f"第{number}项义务：{one.zh}",
            f"obligation {number}: {one.en}",
            one.source,
            params,
        )


def _unless(
    holds: Callable[[StepFacts], bool],
    code: str,
    zh: str,
    en: str,
    *,
    source: Source = HOUSE_MEDIATION,
) -> Guard[None, StepFacts]:
    return unless(holds, Reason(f"mediation.{code}", zh, en, source))


GUARDS: Final[Mapping[str, Guard[None, StepFacts]]] = {
    "agreement_is_in_force": _unless(
        lambda facts: facts.agreement_is_in_force,
        "agreement_not_in_force",
        "协议尚未生效",
        "the agreement is not in force",
        source=KEPT,
    ),
    "condition_is_met": _unless(
        lambda facts: facts.condition_is_met,
        "condition_not_met",
        "条件尚未成就",
        "what it waits for has not come to pass",
    ),
    "evidence_is_given": _unless(
        lambda facts: facts.evidence_is_given,
        "evidence_missing",
        "须附履行证明",
        "it takes evidence",
    ),
    "amount_is_owed": _unless(
        lambda facts: facts.amount_is_owed,
        "amount_not_owed",
        "金额须大于零且不超过未付金额；非金钱义务不写金额",
        "an amount is more than nothing and no more than what is open; an act has none",
    ),
    "another_person_verifies": _unless(
        lambda facts: facts.another_person_verifies,
        "verified_by_the_same",
        "核实人不能是登记履行的人",
        "whoever entered the performance does not verify it",
    ),
    "verifier_is_named": _unless(
        lambda facts: facts.verifier_is_named,
        "verifier_differs",
        "须由约定的核实人核实",
        "it is verified by whom the agreement names",
    ),
    "amount_is_whole": _unless(
        lambda facts: facts.amount_is_whole,
        "amount_not_whole",
        "金额尚未付清",
        "the amount is not paid whole",
    ),
    "amount_is_part": _unless(
        lambda facts: not facts.amount_is_whole,
        "amount_is_whole",
        "金额已付清，不是部分履行",
        "the amount is paid whole and not in part",
    ),
    "reason_given": _unless(
        lambda facts: facts.reason_given, "reason_missing", "须写明理由", "say why"
    ),
    "due_day_is_past": _unless(
        lambda facts: facts.due_day_is_past,
        "not_overdue",
        "履行期限尚未届满",
        "its day is not past",
    ),
    "cure_term_is_over": _unless(
        lambda facts: facts.cure_term_is_over,
        "cure_term_runs",
        "须先催告，且催告的期限已满",
        "a demand comes first, and its term has to be over",
        source=KEPT,
    ),
    "creditor_waives": _unless(
        lambda facts: facts.creditor_waives,
        "not_the_creditor",
        "只有债权人可以免除",
        "only the creditor can waive it",
    ),
    "both_sides_agree": _unless(
        lambda facts: facts.both_sides_agree,
        "both_sides_agree",
        "须债务人与债权人都同意",
        "debtor and creditor both have to agree",
    ),
    "long_stop_is_past": _unless(
        lambda facts: facts.long_stop_is_past,
        "long_stop_not_past",
        "最迟日期尚未过去",
        "the last day for its condition is not past",
    ),
}
"""Every guard of the table by its name (守卫表)."""
