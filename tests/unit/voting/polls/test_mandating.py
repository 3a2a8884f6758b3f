"""Recording and revoking mandates, and casting by one: what the franchise rules and what a poll adds."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused, Source
from gongtong.voting.franchise.bases import VotingBody
from gongtong.voting.franchise.proxies import HolderRole, MandateForm, ProxyCap, ProxyTerms
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.answers import Answer, Choice, MotionAnswer, Picked
from gongtong.voting.polls.mandates import (
    MAX_HOLDER_LENGTH,
    AppointProxy,
    PollMandate,
    ProxyAppointed,
    RevokeProxy,
    ToldAnswer,
)
from gongtong.voting.polls.mandating import (
    MandatingFacts,
    ProxyRules,
    reasons_of_caster,
    rule_on_appointment,
    rule_on_revocation,
)
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.voting.polls.moving import MoveFacts

POLL, NEW = UUID(int=9), UUID(int=50)
WANG, LI, CHEN = (RollLine(f"1-1-10{n}", UUID(int=n), 80) for n in (1, 2, 3))
LAW = Source("某市规定", "第1条")
TERMS = ProxyTerms(source=LAW, must_be_written=True, follows_instruction=True)
REQUEST = AppointProxy(
    poll_id=POLL,
    label=WANG.label,
    holder="李伟",
    holder_label=LI.label,
    form=MandateForm.WRITTEN,
)
FOR, AGAINST = MotionAnswer((Choice.FOR,)), MotionAnswer((Choice.AGAINST,))
TOLD = (ToldAnswer(1, FOR),)
EAST = Picked(("东门",))
TODAY = date(2025, 6, 20)


def mandate(principal: RollLine = WANG, **changes: Any) -> PollMandate:
    kept = PollMandate(
        id=UUID(int=100 + principal.voter_id.int),
        label=principal.label,
        voter_id=principal.voter_id,
        holder="李伟",
        holder_id=LI.voter_id,
        form=MandateForm.WRITTEN,
        capacity=Capacity.PROXY,
        roles=(HolderRole.OWNER, HolderRole.VOTER),
        instructions=(),
        recorded_at=datetime(2025, 6, 12, tzinfo=SHANGHAI),
    )
    return evolve(kept, **changes)


def revoked(kept: PollMandate) -> PollMandate:
    return evolve(kept, revoked_at=datetime(2025, 6, 20, 8, tzinfo=SHANGHAI))


@pytest.fixture
def facts(facts_with: Callable[..., MoveFacts]) -> MandatingFacts:
    """An open poll in which the chair records a mandate of 王 to 李."""
    return MandatingFacts(
        move=facts_with(),
        body=VotingBody.OWNERS,
        line=WANG,
        holder_line=LI,
        mandates=(),
        rules=ProxyRules(guards=(TERMS,)),
    )


def codes(request: AppointProxy, facts: MandatingFacts) -> tuple[str, ...]:
    ruling = rule_on_appointment(request, facts, NEW)
    return ruling.codes if isinstance(ruling, Refused) else ()


def granted(request: AppointProxy, facts: MandatingFacts) -> ProxyAppointed:
    ruling = rule_on_appointment(request, facts, NEW)
    assert isinstance(ruling, Granted)
    return ruling.event


def test_a_mandate_names_the_voter_and_the_holder_and_hides_the_instruction(
    facts: MandatingFacts,
) -> None:
    """The record says that question 1 has an instruction, and not which."""
    event = granted(evolve(REQUEST, instructions=TOLD), facts)
    assert (event.voter_id, event.holder, event.holder_id) == (WANG.voter_id, "李伟", LI.voter_id)
    assert event.roles == (HolderRole.OWNER, HolderRole.VOTER)
    assert event.instructed == (1,)
    assert "for" not in repr(event.instructed)


@pytest.mark.parametrize(
    ("before", "expected"), [(1, ()), (2, ("proxy_limit",)), (3, ("proxy_limit",))]
)
def test_the_cap_counts_the_mandates_that_stand(
    facts: MandatingFacts, before: int, expected: tuple[str, ...]
) -> None:
    """A cap of two takes the second mandate and refuses the third."""
    others = tuple(mandate(RollLine("x", UUID(int=20 + n))) for n in range(before))
    capped = evolve(facts, mandates=others, rules=ProxyRules(cap=ProxyCap(2), cap_source=LAW))
    assert codes(REQUEST, capped) == expected


def test_what_was_revoked_or_is_no_proxy_does_not_count(facts: MandatingFacts) -> None:
    """Nor do the mandates of another holder."""
    others = (
        revoked(mandate(RollLine("x", UUID(int=20)))),
        mandate(RollLine("y", UUID(int=21)), capacity=Capacity.GUARDIAN),
        mandate(RollLine("z", UUID(int=22)), holder="陈静", holder_id=CHEN.voter_id),
    )
    capped = evolve(facts, mandates=others, rules=ProxyRules(cap=ProxyCap(1), cap_source=LAW))
    assert granted(REQUEST, capped).limit == 1


def test_a_holder_is_the_same_by_his_line_whatever_he_is_called(facts: MandatingFacts) -> None:
    """Another spelling of the name does not raise the cap."""
    others = (mandate(RollLine("x", UUID(int=20)), holder="小李"),)
    capped = evolve(facts, mandates=others, rules=ProxyRules(cap=ProxyCap(1), cap_source=LAW))
    assert codes(REQUEST, capped) == ("proxy_limit",)


def test_nobody_mandates_himself_under_his_own_line(facts: MandatingFacts) -> None:
    """The line tells it, whatever the name."""
    own = evolve(REQUEST, holder_label=WANG.label)
    assert codes(own, evolve(facts, holder_line=WANG)) == ("proxy_for_oneself",)


def test_a_holder_cannot_pass_the_mandate_on(facts: MandatingFacts) -> None:
    """民法典 第169条: who signs for the voter by a mandate has none to give."""
    standing = evolve(facts, mandates=(mandate(holder="陈静", holder_id=CHEN.voter_id),))
    by_holder = evolve(REQUEST, signed_by="陈静")
    assert codes(by_holder, standing) == ("voting.mandate_stands", "proxy_passed_on")


def test_whoever_speaks_for_the_voter_may_sign(facts: MandatingFacts) -> None:
    """A guardian, and the one whom joint owners named; the voter under his own id."""
    guardian = mandate(holder="陈静", holder_id=None, capacity=Capacity.GUARDIAN)
    known = evolve(facts, mandates=(guardian,))
    assert codes(evolve(REQUEST, signed_by="陈静"), known) == ()
    assert codes(evolve(REQUEST, signed_by=str(WANG.voter_id)), facts) == ()
    assert codes(evolve(REQUEST, signed_by="陈静"), facts) == ("proxy_passed_on",)


def test_candidates_and_staff_are_known_to_the_guards(facts: MandatingFacts) -> None:
    """A candidate is whoever is named in a question; staff is whom the request says so of."""
    barred = frozenset({HolderRole.CANDIDATE, HolderRole.PROPERTY_COMPANY_STAFF})
    strict = evolve(
        facts, holder_line=None, rules=ProxyRules(guards=(ProxyTerms(source=LAW, barred=barred),))
    )
    bad = evolve(REQUEST, holder="东门", holder_label="", is_company_staff=True)
    assert codes(bad, strict) == ("proxy_candidate", "proxy_ineligible")


def test_only_an_owner_may_hold_where_the_law_says_so(facts: MandatingFacts) -> None:
    """On the roll of owners he is one; on a roll of residents he is a voter only."""
    terms = ProxyTerms(source=LAW, holder_must_be=frozenset({HolderRole.OWNER}))
    strict = evolve(facts, rules=ProxyRules(guards=(terms,)))
    assert codes(REQUEST, strict) == ()
    assert codes(REQUEST, evolve(strict, body=VotingBody.RESIDENTS)) == ("proxy_ineligible",)


def test_a_representative_is_no_proxy_and_guards_are_not_asked(facts: MandatingFacts) -> None:
    """Joint owners name one of themselves, even by word of mouth; a tenant is nobody's voice."""
    oral = evolve(REQUEST, form=MandateForm.ORAL)
    assert codes(oral, facts) == ("proxy_not_written",)
    assert codes(evolve(oral, capacity=Capacity.OWNER), facts) == ()
    assert codes(evolve(oral, capacity=Capacity.TENANT), facts) == ("voting.tenant_is_no_owner",)


def test_every_ground_is_named_at_once(facts: MandatingFacts) -> None:
    """State, office, name, line, instruction, then the franchise's."""
    move = evolve(facts.move, held=(), poll=evolve(facts.move.poll, state=PollState.CLOSED))
    bad = evolve(
        REQUEST,
        holder="",
        holder_label="9-9-909",
        form=MandateForm.ORAL,
        instructions=(ToldAnswer(3, FOR),),
    )
    assert codes(bad, evolve(facts, move=move, holder_line=None)) == (
        "voting.wrong_poll_state",
        "voting.office_required",
        "voting.holder_unnamed",
        "voting.not_on_roll",
        "voting.instruction_to_no_question",
        "proxy_not_written",
    )


def test_a_line_that_is_not_on_the_roll_has_no_mandate_to_give(facts: MandatingFacts) -> None:
    """Nothing more can be asked then."""
    nobody = evolve(REQUEST, label="9-9-909")
    assert codes(nobody, evolve(facts, line=None)) == ("voting.not_on_roll",)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (MAX_HOLDER_LENGTH - 1, ()),
        (MAX_HOLDER_LENGTH, ()),
        (MAX_HOLDER_LENGTH + 1, ("voting.holder_unnamed",)),
    ],
)
def test_a_holder_has_a_name_that_can_be_kept(
    facts: MandatingFacts, length: int, expected: tuple[str, ...]
) -> None:
    """120 characters at most."""
    assert codes(evolve(REQUEST, holder="李" * length), facts) == expected


def test_an_instruction_fits_its_question_and_stands_once(facts: MandatingFacts) -> None:
    """What would be spoilt as a ballot is refused as an instruction."""
    both = MotionAnswer((Choice.FOR, Choice.AGAINST))
    assert codes(evolve(REQUEST, instructions=(ToldAnswer(1, both),)), facts) == (
        "voting.several_choices",
    )
    twice = codes(evolve(REQUEST, instructions=(*TOLD, *TOLD)), facts)
    assert set(twice) == {"voting.instruction_to_no_question"}


def test_a_secret_poll_keeps_no_instruction(facts: MandatingFacts) -> None:
    """With the ballot in, the file would say what it says; the mandate alone is taken."""
    secret = evolve(
        facts, move=evolve(facts.move, poll=evolve(facts.move.poll, secrecy=Secrecy.SECRET))
    )
    told = evolve(REQUEST, instructions=TOLD)
    assert codes(told, secret) == ("voting.instruction_in_secret_poll",)
    assert codes(REQUEST, secret) == ()


def test_a_mandate_is_revoked_once_and_before_the_ballot_is_in(facts: MandatingFacts) -> None:
    """民法典 第173条; once the ballot is in, the mandate has done its work."""
    request, kept = RevokeProxy(POLL, NEW), mandate()
    assert isinstance(rule_on_revocation(request, facts.move, kept, has_voted=False), Granted)
    late = rule_on_revocation(request, facts.move, revoked(kept), has_voted=True)
    assert isinstance(late, Refused)
    assert late.codes == ("voting.mandate_revoked_already", "voting.ballot_in_already")


def against(
    by: str, *mandates: PollMandate, answers: tuple[Answer, ...] = (FOR, EAST), on: date = TODAY
) -> tuple[str, ...]:
    found = reasons_of_caster(by, answers, on, line=WANG, mandates=mandates, guards=(TERMS,))
    return tuple(reason.code for reason in found)


def test_the_voter_casts_and_so_does_whoever_holds_a_mandate() -> None:
    """Unnamed or by id the voter; the holder by name or id; nobody else."""
    assert against("") == against(str(WANG.voter_id)) == ()
    assert against("李伟", mandate()) == against(str(LI.voter_id), mandate()) == ()
    assert against("陈静", mandate()) == ("voting.no_mandate",)
    assert against("李伟", mandate(CHEN)) == ("voting.no_mandate",)


def test_a_revoked_mandate_casts_nothing_unless_another_stands() -> None:
    """The day of the revocation is the first without it."""
    gone = revoked(mandate())
    assert against("李伟", gone) == ("mandate_revoked",)
    assert against("李伟", gone, on=date(2025, 6, 19)) == ()
    assert against("李伟", gone, mandate(id=UUID(int=1))) == ()


def test_a_ballot_against_the_instruction_is_refused_where_the_law_says_so() -> None:
    """上海市住宅物业管理规定 第18条第3款 has such a rule; elsewhere it is between the two."""
    told = mandate(instructions=(*TOLD, ToldAnswer(2, EAST)))
    assert against("李伟", told) == ()
    assert against("李伟", told, answers=(AGAINST, EAST)) == ("proxy_against_instruction",)
    assert against("李伟", told, answers=(AGAINST, Picked(("西门",)))) == (
        "proxy_against_instruction",
        "proxy_against_instruction",
    )
    found = reasons_of_caster(
        "李伟", (AGAINST, EAST), TODAY, line=WANG, mandates=(told,), guards=()
    )
    assert list(found) == []
