"""Assessing fees: who is charged, what is booked, and every ground against it."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.periods import Span, month_span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.fees.assessing import (
    FEE_RULES,
    PASSED_THROUGH,
    AssessFees,
    Assessment,
    AssessmentFacts,
    rule_on_assessment,
)
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.charging import RuleInForce
from gongtong.ledger.fees.parts import Part
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts, FeeRule
from gongtong.ledger.fees.tariffs.enactments import (
    MAKING_TARIFFS,
    Enactment,
    EnactmentKind,
    Tariff,
    Together,
)
from gongtong.ledger.sources import BOOKS_RULES

YEAR = year_span(2025)
ONE, TWO = UUID(int=101), UUID(int=102)


def free(_: FeeFacts) -> tuple[ChargeLine, ...]:
    return ()


def decided(day: date) -> Tariff:
    return Tariff(free, Enactment(EnactmentKind.VOTE, "业主大会决定1号", day))


ENACTED = decided(date(2024, 12, 20))


def charge(who: UUID, fen: int = 30_000, code: str = "fee", period: Span = YEAR) -> Charge:
    label = DwellingLabel(1, 1, who.int)
    return Charge(
        who, label, period, code, "卫生服务费", fen, fen, "sanitation", "4301", "每户300元"
    )


def facts(
    *charges: Charge,
    charged: Mapping[tuple[UUID, str], Collection[Span]] | None = None,
    advances_fen: Mapping[tuple[UUID, str], int] | None = None,
    held: Collection[Office] = (Office.KEEPER_OF_BOOKS,),
    dwellings: int = 2,
    rule: FeeRule = ENACTED,
) -> AssessmentFacts:
    rules = (RuleInForce(rule, YEAR),)
    return AssessmentFacts(dwellings, rules, charges, charged or {}, advances_fen or {}, held)


def granted(known: AssessmentFacts, request: AssessFees | None = None) -> Assessment:
    ruling = rule_on_assessment(request or AssessFees(YEAR), known)
    assert isinstance(ruling, Granted), ruling
    return ruling.event


def reasons(known: AssessmentFacts, period: Span = YEAR) -> tuple[Reason, ...]:
    ruling = rule_on_assessment(AssessFees(period), known)
    assert isinstance(ruling, Refused)
    return ruling.reasons


def test_all_dwellings_are_one_entry() -> None:
    """A debit for each dwelling, one credit for the income, dated on the first day."""
    assessment = granted(facts(charge(ONE), charge(TWO, 15_000)))
    assert assessment.drafts == (
        Draft(
            EntryKind.ASSESSMENT,
            date(2025, 1, 1),
            "计收卫生服务费，2025-01-01 至 2025-12-31",
            (
                Posting("1122", "sanitation", 30_000, ONE),
                Posting("1122", "sanitation", 15_000, TWO),
                Posting("4301", "sanitation", -45_000),
            ),
        ),
    )
    assert (assessment.already_charged, assessment.from_advances_fen) == (0, 0)


def test_the_entry_bears_the_day_asked_for() -> None:
    """A place may recognise its fee on another day of the period."""
    request = AssessFees(YEAR, date(2025, 3, 1))
    assert granted(facts(charge(ONE)), request).drafts[0].effective_on == date(2025, 3, 1)


def test_who_was_charged_is_left_alone() -> None:
    """Only the dwelling that is new in the register is charged."""
    known = facts(charge(ONE), charge(TWO), charged={(ONE, "fee"): {YEAR}})
    assessment = granted(known)
    assert [one.dwelling_id for one in assessment.charges] == [TWO]
    assert assessment.already_charged == 1


def test_when_everybody_was_charged_nothing_is_booked() -> None:
    """Assessing a year again is no error and no entry."""
    known = facts(charge(ONE), charged={(ONE, "fee"): {YEAR}})
    assert granted(known) == Assessment((), 1, 0, ())


@pytest.mark.parametrize(
    ("advance_fen", "used_fen"),
    [(0, 0), (1, 1), (29_999, 29_999), (30_000, 30_000), (30_001, 30_000)],
)
def test_what_was_paid_in_advance_settles_the_new_charge(advance_fen: int, used_fen: int) -> None:
    """As far as it goes, and no further; a second entry moves it."""
    assessment = granted(facts(charge(ONE), advances_fen={(ONE, "sanitation"): advance_fen}))
    assert assessment.from_advances_fen == used_fen
    moved = [posting for draft in assessment.drafts[1:] for posting in draft.postings]
    assert moved == (
        [
            Posting("2203", "sanitation", used_fen, ONE),
            Posting("1122", "sanitation", -used_fen, ONE),
        ]
        if used_fen
        else []
    )


def test_an_advance_stays_in_its_fund() -> None:
    """Money of one fund settles no charge of another."""
    assessment = granted(facts(charge(ONE), advances_fen={(ONE, "parking"): 30_000}))
    assert assessment.from_advances_fen == 0


def test_only_the_keeper_of_the_books_charges() -> None:
    """The cashier keeps no claims (会计法 第35条)."""
    nobody = reasons(facts(charge(ONE), held=()))
    assert [(one.code, one.source) for one in nobody] == [("ledger.office_required", BOOKS_RULES)]
    cashier = reasons(facts(charge(ONE), held=(Office.KEEPER_OF_MONEY,)))
    assert [(one.code, one.source) for one in cashier] == [
        ("ledger.office_required", BOOKS_RULES),
        ("segregation_of_duties", CASHIER_KEEPS_NO_BOOKS),
    ]


def test_every_ground_is_named_in_order() -> None:
    """An endless period, an empty register, a bad amount, a repetition, an overlap."""
    endless = Span(date(2025, 1, 1))
    bad = evolve(charge(ONE, -1), period=endless)
    known = facts(
        bad,
        bad,
        charged={(ONE, "fee"): {month_span(2025, 3)}},
        held=(),
        dwellings=0,
        rule=free,
    )
    found = reasons(known, endless)
    assert [one.code for one in found] == [
        "ledger.office_required",
        "ledger.period_open_ended",
        "ledger.register_empty",
        "ledger.tariff_not_enacted",
        "ledger.charge_not_an_amount",
        "ledger.charge_not_an_amount",
        "ledger.charge_repeated",
        "ledger.period_charged_already",
    ]
    assert {one.source for one in found[1:]} == {FEE_RULES, MAKING_TARIFFS}


@pytest.mark.parametrize(
    ("before", "is_refused"),
    [
        (month_span(2024, 12), False),
        (month_span(2025, 1), True),
        (month_span(2025, 12), True),
        (month_span(2026, 1), False),
        (year_span(2025), False),
    ],
)
def test_a_period_does_not_cut_across_one_charged_before(before: Span, is_refused: bool) -> None:
    """Nobody pays for January and then for the year with January in it."""
    known = facts(
        charge(ONE), charge(TWO), charged={(ONE, "fee"): {before}, (TWO, "fee"): {before}}
    )
    ruling = rule_on_assessment(AssessFees(YEAR), known)
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        (reason,) = ruling.reasons
        assert (reason.code, reason.source) == ("ledger.period_charged_already", FEE_RULES)
        assert ("dwellings", "2") in reason.params


def test_a_rule_that_nobody_enacted_charges_nobody() -> None:
    """Neither a bare rule nor several of which one is bare; a vote, a clause or a set price suffices."""
    for rule in (free, Together((ENACTED, free)), Together(())):
        (reason,) = reasons(facts(charge(ONE), rule=rule))
        assert (reason.code, reason.source) == ("ledger.tariff_not_enacted", MAKING_TARIFFS)
    for kind in EnactmentKind:
        tariff = Tariff(free, Enactment(kind, "第5条", date(2024, 1, 1)))
        assert granted(facts(charge(ONE), rule=Together((ENACTED, tariff)))).charges


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), False), (date(2025, 1, 2), True)],
)
def test_a_tariff_charges_no_day_before_it_was_decided(day: date, *, is_refused: bool) -> None:
    """Decided the day before and on the day: charged; decided the day after: refused."""
    ruling = rule_on_assessment(AssessFees(YEAR), facts(charge(ONE), rule=decided(day)))
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        assert ruling.codes == ("ledger.tariff_decided_later",)


@pytest.mark.parametrize(
    ("fund", "account", "is_refused"),
    [
        ("pass-through", "2245", False),
        ("sanitation", "4301", False),
        ("pass-through", "4301", True),
        ("sanitation", "2245", True),
    ],
)
def test_money_passed_through_earns_nothing(fund: str, account: str, *, is_refused: bool) -> None:
    """What is collected for the utility is held in trust and is nobody's income."""
    line = evolve(charge(ONE), fund=fund, income_account=account)
    ruling = rule_on_assessment(AssessFees(YEAR), facts(line))
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        (reason,) = ruling.reasons
        assert (reason.code, reason.source) == ("ledger.margin_on_pass_through", PASSED_THROUGH)


def test_a_part_may_hold_no_dwelling() -> None:
    """The register of a part may be empty; the register of a place may not."""
    part = Part(DwellingLabel(1, 1, 101), DwellingLabel(1, 1, 102))
    assert granted(facts(dwellings=0), AssessFees(YEAR, part=part)).drafts == ()
    assert reasons(facts(dwellings=0))[0].code == "ledger.register_empty"


def test_the_entry_of_a_part_says_which() -> None:
    """Whoever reads the voucher sees which dwellings are in it."""
    request = AssessFees(YEAR, part=Part(None, DwellingLabel(1, 1, 101)))
    (draft,) = granted(facts(charge(ONE)), request).drafts
    assert draft.narration.endswith("（房号..1-1-101）")
