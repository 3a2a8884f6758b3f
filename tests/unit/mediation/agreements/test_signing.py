"""Who signs, for whom, and when a party has."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast
from gongtong.mediation.agreements.agreement import SignatureLine, SigningWay
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.signing import (
    SignAgreement,
    SigningFacts,
    has_signed,
    rule_on_signing,
    signed_households,
)
from gongtong.mediation.parties.group_rules import or_nobody
from gongtong.mediation.parties.party import ActingBasis, ActsFor
from gongtong.testing.agreements import DRAFT, RECORDS, signed
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, TOMORROW, home
from gongtong.testing.offers import mandate

OPEN = evolve(DRAFT, state=AgreementState.OPEN)
FACTS = SigningFacts(CASE, OPEN, RECORDS, TODAY)
BY_HAND = SigningWay.SIGNATURE
MANDATED = evolve(RECORDS["owners"], mandates=(mandate(1, 1, 2), mandate(2, 3, may_settle=False)))


def refused(*lines: SignatureLine, facts: SigningFacts = FACTS) -> list[str]:
    ruling = rule_on_signing(SignAgreement(CASE.number, 1, lines), facts)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_each_household_signs_for_itself() -> None:
    """And the developer for itself."""
    ruling = rule_on_signing(SignAgreement(CASE.number, 1, signed(1, 2)), FACTS)
    assert isinstance(ruling, Granted)
    assert len(ruling.event.lines) == 3


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (SignatureLine("court", BY_HAND, TODAY), "party_unknown"),
        (SignatureLine("developer", BY_HAND, TOMORROW), "signed_on"),
        (SignatureLine("developer", BY_HAND, date(2025, 6, 9)), "signed_on"),
        (SignatureLine("developer", BY_HAND, TODAY, home(1)), "signing_household"),
        (SignatureLine("owners", BY_HAND, TODAY), "signing_household"),
        (SignatureLine("owners", BY_HAND, TODAY, home(9)), "signing_household"),
        (SignatureLine("owners", BY_HAND, TODAY, mandate=7), "mandate_not_enough"),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: SignatureLine, code: str) -> None:
    """Each with its ground."""
    assert refused(line) == [code]


def test_nobody_signs_a_draft_or_twice() -> None:
    """Nor nothing."""
    assert refused() == ["nothing_signed"]
    assert refused(*signed(1), facts=evolve(FACTS, agreement=DRAFT)) == ["agreement_not_open"]
    assert refused(*signed(1), *signed(1)) == ["signed_twice"]
    before = evolve(FACTS, agreement=evolve(OPEN, signatures=signed(1)))
    assert refused(signed(1)[1], facts=before) == ["signed_twice"]
    late = evolve(FACTS, agreement=evolve(OPEN, state=AgreementState.IN_FORCE))
    assert refused(signed(2)[1], facts=late) == []


def test_a_representative_signs_for_those_who_sent_it() -> None:
    """With a power to settle alone; an agent of a company needs one too."""
    facts: Any = evolve(FACTS, records={**RECORDS, "owners": MANDATED})
    line = SignatureLine("owners", BY_HAND, TODAY, mandate=1)
    assert refused(line, facts=facts) == []
    assert refused(evolve(line, mandate=2), facts=facts) == ["mandate_not_enough"]
    assert signed_households(MANDATED, (line,), TODAY) == {home(1), home(2)}
    agent = evolve(COMPANY, acts_for=ActsFor("钱工", ActingBasis.AGENT))
    sent = evolve(
        FACTS, records={**RECORDS, "developer": evolve(RECORDS["developer"], party=agent)}
    )
    assert refused(signed()[0], facts=sent) == ["agent_needs_mandate"]


def test_a_group_has_signed_when_enough_have_for_its_rule() -> None:
    """Where each binds itself one will do; of three quarters of four it takes three."""
    assert has_signed(RECORDS["owners"], signed(1), TODAY)
    assert not has_signed(RECORDS["owners"], signed(), TODAY)
    strict = evolve(RECORDS["owners"], party=evolve(OWNERS, rule=or_nobody(AtLeast(3, 4))))
    assert not has_signed(strict, signed(1, 2), TODAY)
    assert has_signed(strict, signed(1, 2, 3), TODAY)
    assert has_signed(RECORDS["developer"], signed(), TODAY)
    assert not has_signed(RECORDS["developer"], (), TODAY)
