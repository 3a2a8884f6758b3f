"""Consent: said by each for itself, the last word counts, silence is none."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.parties.consent import (
    ConsentFacts,
    ConsentLine,
    ConsentsRecorded,
    ConsentStance,
    HowGiven,
    KeptConsent,
    RecordConsents,
    StopMediation,
    WithdrawConsent,
    answers_of,
    current_consents,
    reasons_of_households,
    rule_on_consents,
    rule_on_stop,
    rule_on_withdrawal,
)
from gongtong.mediation.parties.group_rules import Answer
from gongtong.mediation.parties.mandates import MandateOnFile, SettlementLimits
from gongtong.mediation.parties.roster import members_on
from gongtong.testing.disputes import CASE, OWNERS, PERSON, TODAY, TOMORROW, home, members

YES, NO = ConsentStance.CONSENT, ConsentStance.REFUSE
FACTS = ConsentFacts(CASE, OWNERS, members(4), (), (), TODAY)
SHEET = RecordConsents(
    "2025-001",
    "owners",
    (ConsentLine(YES, TODAY, home(1)), ConsentLine(NO, TODAY, home(2))),
    HowGiven.ON_PAPER,
)
MANDATE = MandateOnFile(
    1,
    "u-chen",
    "陈静",
    "调解",
    date(2025, 6, 1),
    TODAY,
    "0f" * 32,
    may_settle=False,
    acts_alone=False,
    limits=SettlementLimits(),
    signed_by=frozenset({home(1)}),
)


def kept(sheet: int, stance: ConsentStance, number: int | None, day: date = TODAY) -> KeptConsent:
    label = None if number is None else home(number)
    return KeptConsent(ConsentLine(stance, day, label), sheet)


def codes(ruling: Granted[ConsentsRecorded] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_the_last_word_counts_by_its_day_and_then_by_its_sheet() -> None:
    """A sheet that comes in late with an older word changes nothing."""
    early = date(2025, 6, 2)
    said = (kept(1, YES, 1), kept(2, NO, 1, early), kept(2, YES, 2), kept(3, NO, 2))
    assert current_consents(said) == {home(1): YES, home(2): NO}
    assert YES.answer is Answer.AGREES
    assert ConsentStance.WITHDRAWN.answer is Answer.REFUSES


def test_after_a_stop_everybody_is_asked_anew() -> None:
    """Until somebody says something again, the stop is all there is."""
    before = (kept(1, YES, 1), kept(2, ConsentStance.STOPPED, None))
    assert current_consents(before) == {None: ConsentStance.STOPPED}
    assert current_consents((*before, kept(3, YES, 2))) == {home(2): YES}


def test_the_silent_and_what_was_said_before_joining() -> None:
    """A household that joined today has not yet answered."""
    today = members_on(members(2, joined_on=TODAY), TODAY)
    said = (kept(1, YES, 1), kept(1, YES, 2, date(2025, 6, 2)))
    assert answers_of(today, said) == {home(1): Answer.AGREES, home(2): None}


def test_a_sheet_is_entered_under_the_next_number() -> None:
    """Household by household."""
    ruling = rule_on_consents(SHEET, evolve(FACTS, kept=(kept(4, YES, 3),)))
    assert isinstance(ruling, Granted)
    assert ruling.event.sheet == 5


def test_what_is_wrong_with_a_sheet() -> None:
    """Nothing said, somebody for all, twice, strangers, too early, a day to come, neither yes nor no."""
    line = SHEET.lines[0]
    cases = {
        (): ["nothing_said"],
        (evolve(line, household=None),): ["each_for_itself"],
        (line, line): ["household_twice"],
        (evolve(line, household=home(9)),): ["household_not_in_group"],
        (evolve(line, given_on=date(2025, 5, 31)),): ["said_before_joining"],
        (evolve(line, given_on=TOMORROW),): ["day_to_come"],
    }
    for lines, found in cases.items():
        assert codes(rule_on_consents(evolve(SHEET, lines=lines), FACTS)) == found
    withdrawn = evolve(SHEET, lines=(evolve(line, stance=ConsentStance.WITHDRAWN),))
    assert len(codes(rule_on_consents(withdrawn, FACTS))) == 1
    person = evolve(FACTS, party=PERSON, memberships=())
    own = evolve(SHEET, lines=(ConsentLine(YES, TODAY),))
    assert codes(rule_on_consents(own, person)) == []
    assert "each_for_itself" in codes(rule_on_consents(SHEET, person))


def test_a_consent_is_withdrawn_at_any_time_if_there_is_one() -> None:
    """A household that said nothing has nothing to withdraw."""
    facts = evolve(FACTS, kept=(kept(1, YES, 1),))
    order = WithdrawConsent("2025-001", "owners", TODAY, HowGiven.BY_PHONE, (home(1),))
    assert codes(rule_on_withdrawal(order, facts)) == []
    assert codes(rule_on_withdrawal(evolve(order, households=(home(2),)), facts)) == [
        "nothing_to_withdraw"
    ]


def test_a_representative_with_a_mandate_stops_it_for_a_group() -> None:
    """Anybody else of a group withdraws for his own household; a person stops it alone."""
    order = StopMediation("2025-001", "owners", TODAY, HowGiven.IN_PERSON, "u-chen")
    spoken = evolve(FACTS, mandates=(MANDATE,))
    assert codes(rule_on_stop(order, spoken)) == []
    assert codes(rule_on_stop(order, FACTS)) == ["representative_without_mandate"]
    alone = evolve(order, representative=None, given_on=TOMORROW)
    assert codes(rule_on_stop(alone, evolve(FACTS, party=PERSON))) == ["day_to_come"]


def test_households_are_a_groups_alone() -> None:
    """A person's sheet names none."""
    assert list(reasons_of_households([None], PERSON, ())) == []
    found = list(reasons_of_households([None, None], PERSON, ()))
    assert [one.code for one in found] == ["mediation.each_for_itself"]
