"""Mandates: form, holder, limit, span, topic, instruction; every ground once, in a fixed order."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.periods import between
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.voting.franchise.bases import ElectionMode
from gongtong.voting.franchise.proxies import (
    HolderRole,
    Instruction,
    MandateAccepted,
    MandateForm,
    ProxyCap,
    ProxyFacts,
    ProxyRequest,
    ProxyTerms,
    VotingMandate,
    limit_of,
    rule_on_proxy,
)
from gongtong.voting.franchise.sources import MANDATE_ENDED, PASSING_ON, WITHIN_AUTHORITY

CITY, PROVINCE = Source("市条例", "第1条"), Source("省条例", "第2条")
RULES = Source("议事规则", "第3条", standing=Standing.HOUSE)
DAY = date(2026, 3, 10)
MANDATE = VotingMandate(principal="A", holder="H", form=MandateForm.WRITTEN)
REQUEST = ProxyRequest(mandate=MANDATE, on=DAY)


def codes(request: ProxyRequest, facts: ProxyFacts) -> tuple[str, ...]:
    ruling = rule_on_proxy(request, facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


def under(terms: ProxyTerms, *roles: HolderRole, accepted_before: int = 0) -> ProxyFacts:
    return ProxyFacts(
        holder_roles=frozenset(roles), accepted_before=accepted_before, guards=(terms,)
    )


def mandate(**changed: object) -> ProxyRequest:
    return evolve(REQUEST, mandate=evolve(MANDATE, **changed))  # type: ignore[arg-type]  # fields by name


def test_without_rules_a_mandate_is_accepted() -> None:
    """Where nothing is asked, nothing is refused, and there is no limit."""
    assert rule_on_proxy(REQUEST, ProxyFacts()) == Granted(MandateAccepted(REQUEST, None))


@pytest.mark.parametrize(
    ("form", "refused"),
    [(MandateForm.WRITTEN, False), (MandateForm.DATA_MESSAGE, False), (MandateForm.ORAL, True)],
)
def test_a_mandate_is_in_writing_where_the_text_says_so(form: MandateForm, refused: bool) -> None:
    """A data message that can be read again is in writing; the spoken word is not."""
    facts = under(ProxyTerms(source=CITY, must_be_written=True))
    assert codes(mandate(form=form), facts) == (("proxy_not_written",) if refused else ())
    assert codes(mandate(form=form), ProxyFacts()) == ()


@pytest.mark.parametrize(("accepted_before", "refused"), [(1, False), (2, False), (3, True)])
def test_the_third_mandate_is_accepted_the_fourth_is_not(
    accepted_before: int, refused: bool
) -> None:
    """不得超过三人: three is within the limit, four exceeds it."""
    facts = under(ProxyTerms(source=CITY, most_per_holder=3), accepted_before=accepted_before)
    ruling = rule_on_proxy(REQUEST, facts)
    if refused:
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("proxy_limit",)
        assert ruling.reasons[0].params == (("limit", "3"), ("accepted_before", "3"))
    else:
        assert ruling == Granted(MandateAccepted(REQUEST, 3))


@pytest.mark.parametrize(
    ("own", "law", "limit", "source"), [(2, 3, 2, RULES), (5, 3, 3, CITY), (None, 3, 3, CITY)]
)
def test_the_lowest_limit_holds(own: int | None, law: int, limit: int, source: Source) -> None:
    """A place may set a lower limit than the law, and cannot set a higher one."""
    facts = ProxyFacts(
        accepted_before=9,
        cap=ProxyCap(own),
        cap_source=RULES,
        guards=(ProxyTerms(source=CITY, most_per_holder=law),),
    )
    ruling = rule_on_proxy(REQUEST, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("proxy_limit",)
    assert (limit_of(facts), ruling.reasons[0].source) == (limit, source)


def test_some_may_not_hold_a_mandate() -> None:
    """Staff of the company are barred by one code, candidates by their own."""
    terms = ProxyTerms(
        source=CITY, barred=frozenset({HolderRole.PROPERTY_COMPANY_STAFF, HolderRole.CANDIDATE})
    )
    assert codes(REQUEST, under(terms, HolderRole.PROPERTY_COMPANY_STAFF)) == ("proxy_ineligible",)
    assert codes(REQUEST, under(terms, HolderRole.CANDIDATE)) == ("proxy_candidate",)
    assert codes(REQUEST, under(terms, HolderRole.OWNER)) == ()


def test_the_holder_is_an_owner_where_the_text_says_so() -> None:
    """An outsider is not eligible; an owner is."""
    terms = ProxyTerms(source=CITY, holder_must_be=frozenset({HolderRole.OWNER}))
    assert codes(REQUEST, under(terms, HolderRole.VOTER)) == ("proxy_ineligible",)
    assert codes(REQUEST, under(terms, HolderRole.OWNER, HolderRole.VOTER)) == ()


@pytest.mark.parametrize("mode", [*ElectionMode, None])
def test_representatives_vote_in_person(mode: ElectionMode | None) -> None:
    """No mandate is taken in the modes that a text names, and in no other."""
    terms = ProxyTerms(source=CITY, not_in_modes=frozenset({ElectionMode.BY_REPRESENTATIVES}))
    refused = mode is ElectionMode.BY_REPRESENTATIVES
    facts = evolve(under(terms), mode=mode)
    assert codes(REQUEST, facts) == (("no_proxy_in_mode",) if refused else ())


@pytest.mark.parametrize(
    ("topic", "choice", "refused"),
    [
        ("T1", "for", True),
        ("T1", "against", False),
        ("T1", None, False),
        ("T2", "for", False),
    ],
)
def test_the_instruction_is_followed_where_the_text_says_so(
    topic: str, choice: str | None, refused: bool
) -> None:
    """A ballot against the principal's word is refused; without a word there is nothing to break."""
    told = mandate(instructions=(Instruction("T1", "against"),))
    request = evolve(told, topic=topic, choice=choice)
    facts = under(ProxyTerms(source=CITY, follows_instruction=True))
    assert codes(request, facts) == (("proxy_against_instruction",) if refused else ())
    assert codes(request, ProxyFacts()) == ()


@pytest.mark.parametrize(("day", "refused"), [(9, True), (10, False), (11, False), (12, True)])
def test_a_mandate_holds_within_its_days(day: int, refused: bool) -> None:
    """From its first day to its last."""
    request = evolve(mandate(span=between("2026-03-10", "2026-03-12")), on=date(2026, 3, day))
    assert codes(request, ProxyFacts()) == (("mandate_not_in_force",) if refused else ())


@pytest.mark.parametrize(("day", "refused"), [(9, False), (10, True), (11, True)])
def test_a_revoked_mandate_is_none(day: int, refused: bool) -> None:
    """The day before the revocation counts, the day itself does not (民法典 173)."""
    request = evolve(mandate(revoked_on=DAY), on=date(2026, 3, day))
    assert codes(request, ProxyFacts()) == (("mandate_revoked",) if refused else ())


@pytest.mark.parametrize(("topic", "refused"), [("T1", False), ("T2", True), ("", False)])
def test_a_mandate_covers_its_topics(topic: str, refused: bool) -> None:
    """What it does not name is outside it; a mandate without topics covers the vote."""
    request = evolve(mandate(topics=frozenset({"T1"})), topic=topic)
    assert codes(request, ProxyFacts()) == (("mandate_other_topic",) if refused else ())
    assert codes(evolve(REQUEST, topic=topic), ProxyFacts()) == ()


ALL_WRONG = ProxyRequest(
    mandate=VotingMandate(
        principal="H",
        holder="H",
        form=MandateForm.ORAL,
        topics=frozenset({"T1"}),
        instructions=(Instruction("T2", "against"),),
        span=between("2026-01-01", "2026-01-02"),
        revoked_on=DAY,
        passed_on=True,
    ),
    on=DAY,
    topic="T2",
    choice="for",
)
ALL_TERMS = ProxyTerms(
    source=PROVINCE,
    not_in_modes=frozenset(ElectionMode),
    must_be_written=True,
    most_per_holder=0,
    barred=frozenset(HolderRole),
    follows_instruction=True,
)


def test_every_ground_is_told_once() -> None:
    """All that is wrong, in the stated order, each with the source of the highest rank."""
    facts = ProxyFacts(
        holder_roles=frozenset({HolderRole.CANDIDATE, HolderRole.OWNER}),
        mode=ElectionMode.HOUSEHOLD,
        guards=(ALL_TERMS, evolve(ALL_TERMS, source=CITY)),
    )
    ruling = rule_on_proxy(ALL_WRONG, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "no_proxy_in_mode",
        "proxy_not_written",
        "proxy_for_oneself",
        "proxy_passed_on",
        "proxy_candidate",
        "proxy_ineligible",
        "proxy_limit",
        "mandate_revoked",
        "mandate_not_in_force",
        "mandate_other_topic",
        "proxy_against_instruction",
    )
    sources = {reason.code: reason.source for reason in ruling.reasons}
    assert sources["proxy_not_written"] is sources["proxy_limit"] is PROVINCE
    assert sources["proxy_passed_on"] is PASSING_ON
    assert sources["mandate_revoked"] is sources["mandate_not_in_force"] is MANDATE_ENDED
    assert sources["mandate_other_topic"] is WITHIN_AUTHORITY


def test_a_plugins_ground_comes_last() -> None:
    """A guard of another's making may refuse for a reason of its own, whatever its parameters say."""
    own = Reason("not_on_sunday", zh="周日不办理", en="no", source=CITY, params=(("limit", "x"),))
    facts = ProxyFacts(guards=(lambda request, facts: (own,),))
    ruling = rule_on_proxy(mandate(holder="A"), facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("proxy_for_oneself", "not_on_sunday")
    assert limit_of(facts) is None


def test_a_cap_below_nothing_is_none() -> None:
    """Zero bars mandates; less than zero is a mistake."""
    assert codes(REQUEST, ProxyFacts(cap=ProxyCap(0))) == ("proxy_limit",)
    with pytest.raises(ValueError, match="-1 mandates"):
        ProxyCap(-1)


def test_every_role_has_words() -> None:
    """A refusal names the role in both languages."""
    assert len({role.zh for role in HolderRole}) == len({role.en for role in HolderRole}) == 4
