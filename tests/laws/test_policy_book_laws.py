"""Laws of the policy book: order does not matter, and a naive reading of the rules agrees."""

from datetime import date
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

from gongtong.core.errors import AmbiguousProvisionsError, NoProvisionError, PolicyError
from gongtong.core.periods import Span
from gongtong.core.policies import (
    AnyProvision,
    Condition,
    Fact,
    Mode,
    PolicyBook,
    PolicyPoint,
    Provision,
    Rank,
)
from gongtong.core.rulings import Source

KIND, LEVEL = Fact("kind", str), Fact("level", int)
DAYS = PolicyPoint[int]("test.days", zh="期限", value_type=int, facts=(KIND, LEVEL))
AREAS = ("", "42", "4210", "421003", "421003/here", "/here", "11", "/there")
WHERE = "421003003007/here"
DEPTH = {"": 0, "42": 2, "4210": 4, "421003": 6, "421003/here": 100, "/here": 100}
NEW_YEARS = [date(year, 1, 1) for year in range(2020, 2025)]


def _conditions(kinds: frozenset[str], levels: frozenset[int]) -> tuple[Condition, ...]:
    found = []
    if kinds:
        found.append(KIND.is_one_of(*sorted(kinds)))
    if levels:
        found.append(LEVEL.is_one_of(*sorted(levels)))
    return tuple(found)


def _span(start: int, length: int) -> Span:
    end = start + length
    return Span(NEW_YEARS[start], NEW_YEARS[end] if end < len(NEW_YEARS) else None)


@st.composite
def provision_lists(draw: st.DrawFn) -> list[AnyProvision]:
    """Draw provisions, at most nine, that often compete with one another."""
    return [_draw_one(draw, number) for number in range(draw(st.integers(0, 9)))]


def _draw_one(draw: st.DrawFn, number: int) -> AnyProvision:
    return Provision(
        f"p{number}",
        DAYS,
        draw(st.integers(1, 3)),
        area=draw(st.sampled_from(AREAS)),
        in_force=_span(draw(st.integers(0, 3)), draw(st.integers(1, 4))),
        rank=draw(st.sampled_from([Rank.BYLAW, Rank.LOCAL_REGULATION, Rank.LAW])),
        mode=draw(st.sampled_from([Mode.DEFAULT, Mode.SET, Mode.SET, Mode.MANDATORY])),
        cites=[Source("x")],
        conditions=_conditions(
            draw(st.frozensets(st.sampled_from("ab"), max_size=2)),
            draw(st.frozensets(st.integers(1, 2), max_size=2)),
        ),
        recorded_on=draw(st.sampled_from([None, *NEW_YEARS[:3]])),
        replaces=draw(st.sampled_from([(), (), (), ("p0",), ("p1", "p2")])),
        plugin=f"plugin{number % 3}",
    )


QUESTIONS = st.fixed_dictionaries(
    {
        "on": st.sampled_from(NEW_YEARS),
        "known_on": st.sampled_from([None, *NEW_YEARS]),
        "facts": st.fixed_dictionaries(
            {"kind": st.sampled_from("abc"), "level": st.integers(1, 2)}
        ),
    }
)


def asked(book: PolicyBook, question: dict[str, Any]) -> object:
    """Ask a book; an error is an answer too."""
    try:
        answer = book.resolve(DAYS, WHERE, **question)
    except (NoProvisionError, AmbiguousProvisionsError) as error:
        return type(error).__name__
    return answer.value, answer.provision.id


def beats(one: AnyProvision, other: AnyProvision) -> bool:
    """Say whether one provision comes before another, by the rules taken one by one."""
    if (one.mode is Mode.MANDATORY) != (other.mode is Mode.MANDATORY):
        return one.mode is Mode.MANDATORY
    if one.mode is Mode.MANDATORY and one.rank != other.rank:
        return one.rank > other.rank
    if one.mode is not other.mode:
        return one.mode is Mode.SET
    if DEPTH[one.area] != DEPTH[other.area]:
        return DEPTH[one.area] > DEPTH[other.area]
    return _covers_less(one, other)


def _meets(provision: AnyProvision) -> set[tuple[str, int]]:
    """Every combination of facts under which a provision applies."""
    return {
        (kind, level)
        for kind in "abc"
        for level in (1, 2, 3)
        if all(c.is_met_by({"kind": kind, "level": level}) for c in provision.conditions)
    }


def _covers_less(one: AnyProvision, other: AnyProvision) -> bool:
    return _meets(one) < _meets(other)


def naive(provisions: list[AnyProvision], question: dict[str, Any]) -> object:
    """Resolve by comparing everything with everything."""
    known_on = question["known_on"] or date.max
    alive = [
        p
        for p in provisions
        if p.area in DEPTH
        and p.in_force.contains(question["on"])
        and (p.recorded_on or date.min) <= known_on
        and (question["facts"]["kind"], question["facts"]["level"]) in _meets(p)
    ]
    replaced = {
        old.id for new in alive for old in alive if old.id in new.replaces and new.rank >= old.rank
    }
    alive = [p for p in alive if p.id not in replaced]
    best = [p for p in alive if not any(beats(other, p) for other in alive)]
    if not best:
        return "NoProvisionError"
    highest = max(p.rank for p in best)
    best = sorted((p for p in best if p.rank == highest), key=lambda p: p.id)
    if len({p.value for p in best}) > 1:
        return "AmbiguousProvisionsError"
    return best[0].value, best[0].id


@given(provision_lists(), QUESTIONS)
def test_the_book_agrees_with_a_naive_reading(
    provisions: list[AnyProvision], question: dict[str, Any]
) -> None:
    """Filtering step by step gives what comparing all pairs gives."""
    assert asked(PolicyBook(tuple(provisions)), question) == naive(provisions, question)


@given(st.data(), provision_lists(), QUESTIONS)
def test_the_order_of_plugins_changes_nothing(
    data: st.DataObject, provisions: list[AnyProvision], question: dict[str, Any]
) -> None:
    """Answers, explanations and the fingerprint are the same in whatever order plugins load."""
    shuffled = data.draw(st.permutations(provisions))
    one, other = PolicyBook(tuple(provisions)), PolicyBook(tuple(shuffled))
    assert asked(one, question) == asked(other, question)
    assert one.explain(DAYS, WHERE, **question) == other.explain(DAYS, WHERE, **question)
    assert one.fingerprint == other.fingerprint


@given(provision_lists(), QUESTIONS)
def test_an_explanation_names_every_provision_once(
    provisions: list[AnyProvision], question: dict[str, Any]
) -> None:
    """Nothing is left out, and whoever decides is the one without a reason against it."""
    book = PolicyBook(tuple(provisions))
    considered = book.explain(DAYS, WHERE, **question)
    assert sorted(item.provision.id for item in considered) == [p.id for p in provisions]
    deciding = [item.provision.id for item in considered if item.why_not is None]
    answer = asked(book, question)
    assert deciding == ([answer[1]] if isinstance(answer, tuple) else [])


@given(provision_lists(), QUESTIONS)
def test_a_book_that_passed_its_check_is_never_ambiguous(
    provisions: list[AnyProvision], question: dict[str, Any]
) -> None:
    """Ties are found when a host starts, not when somebody votes."""
    book = PolicyBook(tuple(provisions))
    try:
        book.check()
    except PolicyError:
        reject()
    assert asked(book, question) != "AmbiguousProvisionsError"


@given(provision_lists(), QUESTIONS)
def test_between_two_changes_the_answer_stays(
    provisions: list[AnyProvision], question: dict[str, Any]
) -> None:
    """On each day of change the answer differs from the day before, and on no other day."""
    book = PolicyBook(tuple(provisions))
    facts = question["facts"]
    changes = book.changes(DAYS, WHERE, date(2019, 1, 1), date(2026, 1, 1), facts=facts)
    values = [asked(book, {"on": day, "facts": facts}) for day in NEW_YEARS]
    for before, after, day in zip(values, values[1:], NEW_YEARS[1:], strict=False):
        if isinstance(before, tuple) and isinstance(after, tuple):
            assert (day in changes) == (before[0] != after[0])
        elif isinstance(before, tuple) or isinstance(after, tuple):
            assert day in changes
