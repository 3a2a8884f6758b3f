"""Who may take which step: the rules against a plain checker, on histories that nobody planned."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    Appointment,
    Mandate,
    Office,
    OfficeHolders,
)
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson, offices_of_hands
from gongtong.ledger.spending.requests import (
    BookSpending,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.spending_rules import (
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
    rule_on_request,
)
from gongtong.ledger.spending.supervising import rule_on_consent
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    OfficeLimit,
    SpendingScope,
    statutory_pairs,
)

TODAY = date(2025, 3, 3)
YEAR = Span(date(2025, 1, 1), date(2026, 1, 1))
MANDATE = Mandate("决定", date(2024, 12, 1))
PEOPLE = ("a", "b", "c", "d", "e", "f")
STEPS = ("approve", "supervise", "pay", "book")
LADDER = evolve(
    DEFAULT_TWO_KEYS,
    limits=(OfficeLimit(Office.MEMBER, 50_000), OfficeLimit(Office.CHAIR, 500_000)),
    tiers=(ApprovalTier(0, 1), ApprovalTier(500_001, 2)),
    supervised=(SpendingScope(from_fen=500_001),),
)
INVOICE = DocumentRef("发票.pdf", "0f" * 32)


@frozen
class World:
    """People, the offices of each account, accounts of one person, and who acts for whom."""

    offices: dict[str, frozenset[Office]]
    same: tuple[tuple[str, str], ...]
    acting: tuple[tuple[str, str], ...]

    def facts(self, actor: str, spending: Spending | None) -> SpendingFacts:
        holders = OfficeHolders(
            tuple(
                Appointment(UUID(int=1), person, person, office, YEAR, MANDATE)
                for person, held in self.offices.items()
                for office in held
            )
        )
        hands = Hands(
            tuple(SamePerson(*pair) for pair in self.same),
            tuple(Delegation(UUID(int=1), *pair, YEAR, MANDATE) for pair in self.acting),
        )
        return SpendingFacts(
            actor=actor,
            held=offices_of_hands(actor, holders, hands, TODAY),
            today=TODAY,
            rule=LADDER,
            statutory=statutory_pairs(CASHIER_KEEPS_NO_BOOKS),
            accounts={account.code: account for account in DEFAULT_CHART.accounts},
            funds={"sanitation"},
            available_fen=10**9,
            hands=hands,
            applicant_held=(
                None
                if spending is None
                else offices_of_hands(spending.applicant, holders, hands, TODAY)
            ),
        )


# --- the plain checker: it shares nothing with the library but the names of the offices


def counts_as(world: World, actor: str) -> set[str]:
    """Everybody that an account counts as, by walking from one to the next."""
    found, waiting = set[str](), [actor]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [two for one, two in world.same if one == here]
            waiting += [one for one, two in world.same if two == here]
            waiting += [two for one, two in world.acting if one == here]
    return found


MAY = {
    "request": {Office.APPLICANT, Office.CHAIR, Office.MEMBER},
    "approve": {Office.CHAIR, Office.MEMBER},
    "supervise": {Office.SUPERVISOR},
    "pay": {Office.KEEPER_OF_MONEY},
    "book": {Office.KEEPER_OF_BOOKS},
}
APART = [
    {"pay", "book"},
    {"request", "approve"},
    {"request", "pay"},
    {"approve", "pay"},
    {"request", "supervise"},
    {"approve", "supervise"},
    {"supervise", "pay"},
    {"supervise", "book"},
]
BEFORE = {
    "approve": "requested",
    "supervise": "requested",
    "pay": "approved",
    "book": "paid",
}


@frozen
class Story:
    """What happened so far, as the plain checker remembers it."""

    amount_fen: int
    state: str
    done: tuple[tuple[str, str], ...]

    def by(self, step: str) -> list[str]:
        return [who for what, who in self.done if what == step]


def may_take(world: World, story: Story, step: str, actor: str) -> bool:
    mine = counts_as(world, actor)
    held = {office for one in mine for office in world.offices.get(one, ())}
    has_both = {Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS} <= held
    took_part = {what for what, who in story.done if mine & counts_as(world, who)}
    is_kept_apart = step in took_part or any({what, step} in APART for what in took_part)
    return (
        bool(held & MAY[step])
        and not (has_both and step in {"pay", "book"})
        and not is_kept_apart
        and (step == "request" or story.state == BEFORE[step])
        and not (step == "approve" and is_too_much(story.amount_fen, held))
    )


def is_too_much(amount_fen: int, held: set[Office]) -> bool:
    """Above 5,000 yuan two approve, and nobody is alone."""
    return 50_000 < amount_fen <= 500_000 and Office.CHAIR not in held


def after(story: Story, step: str, actor: str) -> Story:
    done = (*story.done, (step, actor))
    big = story.amount_fen > 500_000
    told = evolve(story, done=done)
    if step == "pay":
        return evolve(told, state="paid")
    if step == "book":
        return evolve(told, state="booked")
    is_enough = len(told.by("approve")) >= 1 + big and len(told.by("supervise")) >= big
    return evolve(told, state="approved" if is_enough else "requested")


# --- the library, told the same


def take(world: World, spending: Spending, step: str, actor: str) -> Spending | None:
    facts = world.facts(actor, spending)
    order = PaySpending(spending.id, spending.amount_fen, "1001", TODAY)
    if step == "book":
        booked = rule_on_booking(BookSpending(spending.id, (INVOICE,)), spending, facts)
        if not isinstance(booked, Granted):
            return None
        return evolve(spending, state=SpendingState.BOOKED, booked_by=actor)
    ruling = (
        rule_on_approval(spending, facts)
        if step == "approve"
        else rule_on_consent(spending, facts)
        if step == "supervise"
        else rule_on_payment(order, spending, facts)
    )
    return ruling.event.spending if isinstance(ruling, Granted) else None


_PAIRS = st.one_of(
    st.just(()), st.lists(st.permutations(PEOPLE).map(lambda order: order[:2]), max_size=2)
).map(lambda pairs: tuple((one, two) for one, two in pairs))
_ORDERLY = dict(
    zip(
        PEOPLE,
        (
            Office.APPLICANT,
            Office.CHAIR,
            Office.MEMBER,
            Office.SUPERVISOR,
            Office.KEEPER_OF_MONEY,
            Office.KEEPER_OF_BOOKS,
        ),
        strict=True,
    )
)
_ANY = st.frozensets(st.sampled_from(list(Office)), max_size=3)
_OWN = {person: st.just(frozenset({own})) for person, own in _ORDERLY.items()}
_OWN_AND_MORE = {
    person: st.frozensets(st.sampled_from([own, *Office]), min_size=1, max_size=2)
    for person, own in _ORDERLY.items()
}
# in most worlds everybody has the office of his letter: histories go far
_OFFICES = st.one_of(
    st.fixed_dictionaries(_OWN),
    st.fixed_dictionaries(_OWN_AND_MORE),
    st.fixed_dictionaries(dict.fromkeys(PEOPLE, _ANY)),
)
_WORLDS = st.builds(World, _OFFICES, _PAIRS, _PAIRS)
_APPLICANTS = st.sampled_from((*["a"] * 9, *PEOPLE))
_AMOUNTS = st.sampled_from([1, 50_000, 50_001, 500_000, 500_001, 10_000_000])
_MOVE = st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE))
_STORY = (("approve", "b"), ("approve", "c"), ("supervise", "d"), ("pay", "e"), ("book", "f"))


def _woven(tried: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The orderly story, with what else is tried before each of its steps and after the last."""
    woven: list[tuple[str, str]] = []
    for number, before in enumerate(tried):
        woven += [*before, *_STORY[number : number + 1]]
    return woven


_MOVES = st.one_of(
    st.lists(_MOVE, max_size=14),
    st.lists(st.lists(_MOVE, max_size=2), min_size=6, max_size=6).map(_woven),
)


def ask(world: World, applicant: str, amount_fen: int) -> Spending | None:
    request = RequestSpending("sanitation", "5101", amount_fen, "工具", "新民建材")
    ruling = rule_on_request(request, world.facts(applicant, None), UUID(int=7))
    return ruling.event.spending if isinstance(ruling, Granted) else None


@settings(deadline=None)
@given(_WORLDS, _APPLICANTS, _AMOUNTS, _MOVES)
def test_every_step_is_granted_exactly_when_the_plain_checker_grants_it(
    world: World, applicant: str, amount_fen: int, moves: list[tuple[str, str]]
) -> None:
    """Whoever tries what, in whatever order, under whatever account: both say the same, and end the same."""
    story = Story(amount_fen, "requested", ())
    spending = ask(world, applicant, amount_fen)
    assert (spending is not None) is may_take(world, story, "request", applicant)
    if spending is None:
        return
    story = evolve(story, done=(("request", applicant),))
    for step, actor in moves:
        result = take(world, spending, step, actor)
        assert (result is not None) is may_take(world, story, step, actor), (step, actor)
        if result is not None:
            spending, story = result, after(story, step, actor)
        assert spending.state.value == story.state


@settings(deadline=None)
@given(_WORLDS, _APPLICANTS, _AMOUNTS, _MOVES)
def test_no_pair_of_hands_ever_holds_both_keys(
    world: World, applicant: str, amount_fen: int, moves: list[tuple[str, str]]
) -> None:
    """Of all who took part, nobody counts as another who took a step that is kept apart from his."""
    spending = ask(world, applicant, amount_fen)
    if spending is None:
        return
    done = [("request", applicant)]
    for step, actor in moves:
        result = take(world, spending, step, actor)
        if result is not None:
            spending = result
            done.append((step, actor))
    for number, (step, actor) in enumerate(done):
        for other, who in done[:number]:
            is_one = bool(counts_as(world, actor) & counts_as(world, who))
            assert not (is_one and ({step, other} in APART or step == other))
