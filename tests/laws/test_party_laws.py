"""Groups whose households speak in any order: what they are bound to, against a count household by household."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.mediation.parties.consent import (
    ConsentLine,
    ConsentStance,
    KeptConsent,
    answers_of,
)
from gongtong.mediation.parties.group_rules import (
    ALL_OR_NOBODY,
    EACH_BINDS_ITSELF,
    Answer,
    Bound,
    GroupRule,
    bound_households,
    may_still_bind,
    or_nobody,
)
from gongtong.mediation.parties.roster import Membership, members_on
from gongtong.testing.disputes import home, household

FIRST = date(2025, 6, 1)
DAYS = st.integers(0, 9).map(lambda days: FIRST + timedelta(days=days))
SHARES = st.integers(2, 7).flatmap(
    lambda bottom: st.integers(1, bottom).map(lambda top: (top, bottom))
)
RULES = st.one_of(
    st.just(EACH_BINDS_ITSELF),
    st.just(ALL_OR_NOBODY),
    SHARES.map(lambda share: or_nobody(AtLeast(*share))),
    SHARES.filter(lambda share: share[0] < share[1]).map(lambda share: or_nobody(MoreThan(*share))),
)
NUMBERS = range(1, 7)
SAID = st.lists(
    st.tuples(
        st.sampled_from(NUMBERS),
        DAYS,
        st.sampled_from((ConsentStance.CONSENT, ConsentStance.REFUSE, ConsentStance.WITHDRAWN)),
    ),
    max_size=14,
)


def meets(rule: GroupRule, agreed: int, total: int) -> bool:
    """Say it in fractions."""
    if rule.share is None:
        return agreed == total if rule == ALL_OR_NOBODY else agreed > 0
    share, wanted = Fraction(agreed, total), Fraction(rule.share.fraction)
    return share > wanted if isinstance(rule.share, MoreThan) else share >= wanted


@given(rule=RULES, answers=st.lists(st.sampled_from((Answer.AGREES, Answer.REFUSES, None))))
def test_nobody_is_bound_who_did_not_agree(rule: GroupRule, answers: list[Answer | None]) -> None:
    """And all who agreed are, if and only if the rule is met."""
    stances = {home(number): answer for number, answer in enumerate(answers, start=1)}
    agreed = sorted(label for label, answer in stances.items() if answer is Answer.AGREES)
    told = bound_households(rule, stances)
    if agreed and meets(rule, len(agreed), len(stances)):
        assert isinstance(told, Bound)
        assert list(told.households) == agreed
    else:
        assert not isinstance(told, Bound)
    silent = sum(answer is None for answer in answers)
    hopeful = len(agreed) + silent
    assert may_still_bind(rule, stances) is (hopeful > 0 and meets(rule, hopeful, len(stances)))


@given(
    said=SAID,
    joined=st.fixed_dictionaries(dict.fromkeys(NUMBERS, DAYS)),
    left=st.fixed_dictionaries({number: st.none() | DAYS for number in NUMBERS}),
    today=DAYS,
)
def test_the_last_word_since_joining_counts(
    said: list[tuple[int, date, ConsentStance]],
    joined: dict[int, date],
    left: dict[int, date | None],
    today: date,
) -> None:
    """For each household by itself: the latest day, then the latest sheet; nothing before it joined."""
    memberships = [
        Membership(household(number), joined[number], left[number]) for number in NUMBERS
    ]
    kept = [
        KeptConsent(ConsentLine(stance, day, home(number)), sheet)
        for sheet, (number, day, stance) in enumerate(said, start=1)
    ]
    told = answers_of(members_on(memberships, today), kept)
    for number in NUMBERS:
        end = left[number]
        is_in = joined[number] <= today and (end is None or today < end)
        assert (home(number) in told) is is_in
        if is_in:
            own = [
                (day, sheet, stance)
                for sheet, (one, day, stance) in enumerate(said, start=1)
                if one == number and day >= joined[number]
            ]
            expected = None
            if own:
                agrees = max(own)[2] is ConsentStance.CONSENT
                expected = Answer.AGREES if agrees else Answer.REFUSES
            assert told[home(number)] is expected
