"""Moving a case."""

from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseEvent as E
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.moving.facts import CaseFacts, CaseWish
from gongtong.mediation.moving.guards import GUARDS
from gongtong.mediation.moving.moves import (
    MoveCase,
    TransitionQuestion,
    moved,
    possible_moves,
    rule_on_move,
)
from gongtong.testing.case_facts import ALL_IN_ORDER
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

STERN = Reason("local.stern", "今天不办", "not today", Source("local"))


def at(state: S) -> CaseFacts:
    return evolve(ALL_IN_ORDER, case=evolve(ALL_IN_ORDER.case, state=state))


def move(state: S, event: str, wish: CaseWish | None = None) -> Granted | Refused:  # type: ignore[type-arg]  # either will do
    request = MoveCase(CASE.number, event, 1, wish or CaseWish())
    return rule_on_move(request, CASE_MACHINE, at(state), guards=GUARDS)


def test_a_step_becomes_an_event_without_words() -> None:
    """The next version, who did it, and for which party."""
    told = move(S.READY, E.PARTY_STOPS, CaseWish("谈不拢", by="owners"))
    assert isinstance(told, Granted)
    event = told.event
    assert (event.left, event.entered, event.version) == ("ready", "failed", 2)
    assert (event.by, event.party) == ("u-clerk", "owners")
    assert "谈不拢" not in str(event)


def test_what_cannot_happen_is_refused_with_what_can() -> None:
    """A draft is not signed."""
    told = move(S.DRAFT, E.SIGN)
    assert isinstance(told, Refused)
    assert told.codes == ("machines.event_impossible",)
    assert "apply" in told.reasons[0].en
    long = move(S.DRAFT, E.APPLY, CaseWish("长" * 5001))
    assert isinstance(long, Refused)
    assert long.codes == ("mediation.words_too_long",)


def test_a_check_of_a_plugin_is_asked_at_every_step() -> None:
    """And sees what is wanted and what is known."""
    seen: list[TransitionQuestion] = []

    def check(question: TransitionQuestion) -> tuple[Reason, ...]:
        seen.append(question)
        return (STERN,)

    request = MoveCase(CASE.number, E.APPLY, 1)
    told = rule_on_move(request, CASE_MACHINE, at(S.DRAFT), guards=GUARDS, checks=(check,))
    assert isinstance(told, Refused)
    assert told.reasons == (STERN,)
    assert [one.event for one in seen] == [E.APPLY]


def test_all_that_could_happen_is_told_with_why_not() -> None:
    """In a draft two events: both can, and after a refusal one cannot."""
    both = possible_moves(CASE_MACHINE, at(S.DRAFT), guards=GUARDS)
    assert [(one.event, one.is_possible) for one in both] == [
        ("apply", True),
        ("open_ex_officio", True),
    ]
    first, second = ALL_IN_ORDER.parties
    refusing = evolve(at(S.DRAFT), parties=(evolve(first, has_refused=True), second))
    told = possible_moves(CASE_MACHINE, refusing, guards=GUARDS)
    assert [one.is_possible for one in told] == [True, False]
    assert told[1].reasons[0].source.article == "第17条"


def test_a_step_leaves_its_day_and_level_on_the_case() -> None:
    """The application, the acceptance, the level above, the end."""
    for state, event, name, value in (
        (S.DRAFT, E.APPLY, "applied_on", TODAY),
        (S.CONSULTING, E.ALL_CONSENT, "accepted_on", TODAY),
        (S.FAILED, E.ESCALATE, "level", "street"),
        (S.VISITED, E.CLOSE, "is_ended", True),
    ):
        told = move(state, event)
        assert isinstance(told, Granted)
        facts = at(state)
        after = moved(facts.case, told.event, CASE_MACHINE, facts)
        assert getattr(after, name) == value


BAD_NEWS: dict[str, dict[str, Any]] = {
    "a_party_refuses": {"parties": (evolve(ALL_IN_ORDER.parties[0], has_refused=True),)},
    "something_is_breached": {"obligations": evolve(ALL_IN_ORDER.obligations, breached=1)},
}


def test_every_step_of_the_table_can_be_taken_and_refused() -> None:
    """All forty-two: with everything there each leads where the table says, and with nothing there its guards all speak."""
    wish = CaseWish("理由", by="owners", until=TOMORROW)
    taken = set()
    for row in CASE_MACHINE.transitions:
        names = [guard.name for guard in row.guards]
        facts = evolve(at(S(row.state)), extended_to=DueDate(TOMORROW))
        for name in names:
            facts = evolve(facts, **BAD_NEWS.get(name, {}))
        request = MoveCase(CASE.number, row.event, 1, wish)
        told = rule_on_move(request, CASE_MACHINE, facts, guards=GUARDS)
        assert isinstance(told, Granted)
        taken.add((told.event.left, told.event.event, told.event.entered))
    assert len(taken) == len(CASE_MACHINE.transitions) == 42
