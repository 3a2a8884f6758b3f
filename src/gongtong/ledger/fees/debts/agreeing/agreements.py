"""Agreeing on instalments: parts that add up to the debt, signed by both (分期协议签订)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.fees.debts.instalments import InstalmentPart, InstalmentPlan

INSTALMENT_RULES: Final = Source("收费规则", "分期缴费", standing=Standing.HOUSE)
MAY_AGREE: Final = frozenset({Office.CHAIR, Office.MEMBER, Office.KEEPER_OF_BOOKS})
"""Who may sign a plan for the committee (可签分期协议者)."""

_ACT: Final = ("签订分期协议", "agree on instalments")


@frozen
class AgreeInstalments:
    """A plan as the household signed it, to be signed for the committee (分期申请).

    The parts add up to what is open of the charges, to the fen. `household_signed_by` is who signed for
    the dwelling; the signed paper is among the documents.
    """

    dwelling_id: UUID
    charge_ids: tuple[UUID, ...]
    parts: tuple[InstalmentPart, ...]
    household_signed_by: str
    documents: tuple[DocumentRef, ...]
    grace_days: int = 0
    rest_due_at_once: bool = True


@frozen
class InstalmentsAgreed:
    """A household and the committee agreed on instalments (已签分期协议)."""

    plan: InstalmentPlan


@frozen
class AgreementFacts:
    """What is known when instalments are agreed on (分期依据).

    `open_fen` is what is open of the dwelling's charges; `in_plans` are charges that lie in a plan that
    is being kept.
    """

    open_fen: Mapping[UUID, int]
    in_plans: Collection[UUID]
    plan_id: UUID
    today: date
    actor: str
    held: Collection[Office]


def rule_on_instalments(
    request: AgreeInstalments, facts: AgreementFacts
) -> Granted[InstalmentsAgreed] | Refused:
    """Agree on a plan, or name every ground against it (分期审核).

    Grounds, in this order: the office, the cashier, no signature of the household, no paper, a charge
    that is not open, one that lies in another plan, no parts, a part of nothing, days that do not
    follow each other, a day that has passed, parts that do not add up.
    """
    reasons = (
        *reasons_of_office(facts.held, MAY_AGREE, INSTALMENT_RULES, act=_ACT),
        *reasons_against_cashier(facts.held, act=_ACT),
        *_reasons_of_paper(request),
        *_reasons_of_charges(request, facts),
        *_reasons_of_parts(request, facts),
    )
    if reasons:
        return Refused(reasons)
    plan = InstalmentPlan(
        id=facts.plan_id,
        dwelling_id=request.dwelling_id,
        agreed_on=facts.today,
        charge_ids=request.charge_ids,
        parts=request.parts,
        household_signed_by=request.household_signed_by.strip(),
        signed_by=facts.actor,
        documents=request.documents,
        grace_days=request.grace_days,
        rest_due_at_once=request.rest_due_at_once,
    )
    return Granted(InstalmentsAgreed(plan))


def _reasons_of_paper(request: AgreeInstalments) -> Iterator[Reason]:
    if not request.household_signed_by.strip():
        yield _reason(
            "ledger.instalments_unsigned",
            "住户没有签字",
            "nobody signed for the household",
        )
    if not request.documents:
        yield _reason(
            "ledger.instalments_without_paper",
            "没有附签字的协议",
            "the signed paper is not among the documents",
        )


def _reasons_of_charges(request: AgreeInstalments, facts: AgreementFacts) -> Iterator[Reason]:
    for charge_id in request.charge_ids:
        if not facts.open_fen.get(charge_id, 0):
            yield _reason(
                "ledger.charge_not_open",
                f"应收{charge_id}不是该户未缴的款项",
                f"charge {charge_id} is not open on this dwelling",
                ("charge", str(charge_id)),
            )
        if charge_id in facts.in_plans:
            yield _reason(
                "ledger.charge_in_plan_already",
                f"应收{charge_id}已在另一份分期协议中",
                f"charge {charge_id} lies in another plan that is being kept",
                ("charge", str(charge_id)),
            )


def _reasons_of_parts(request: AgreeInstalments, facts: AgreementFacts) -> Iterator[Reason]:
    parts = request.parts
    if not parts or any(part.amount_fen <= 0 for part in parts) or request.grace_days < 0:
        yield _reason(
            "ledger.instalment_empty",
            "每期金额须大于零，且至少一期，宽限日数不得为负",
            "a plan has at least one part, every part an amount, and no negative days of grace",
        )
    if any(one.due_on >= other.due_on for one, other in pairwise(parts)):
        yield _reason(
            "ledger.instalments_out_of_order",
            "各期日期须依次递增",
            "the days of the parts follow each other",
        )
    if any(part.due_on < facts.today for part in parts):
        yield _reason(
            "ledger.instalment_in_the_past",
            f"有一期早于今天{facts.today}",
            f"a part is due before today, {facts.today}",
        )
    open_fen = sum(facts.open_fen.get(one, 0) for one in set(request.charge_ids))
    sum_fen = sum(part.amount_fen for part in parts)
    if sum_fen != open_fen:
        yield _reason(
            "ledger.instalments_do_not_add_up",
            f"各期合计{format_yuan(sum_fen)}元，未缴{format_yuan(open_fen)}元",
            f"the parts add up to {format_yuan(sum_fen)}, and {format_yuan(open_fen)} is open",
            ("parts_fen", str(sum_fen)),
            ("open_fen", str(open_fen)),
        )


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, INSTALMENT_RULES, params)
