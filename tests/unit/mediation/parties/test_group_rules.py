"""When the households of a group that agree are bound."""

from itertools import product

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.mediation.parties.group_rules import (
    ALL_OR_NOBODY,
    EACH_BINDS_ITSELF,
    Answer,
    AnswerCount,
    BindingKind,
    Bound,
    GroupRule,
    GroupTerms,
    LateJoining,
    NotBound,
    bound_households,
    count_answers,
    may_still_bind,
    or_nobody,
)


def group(agreed: int, refused: int, silent: int) -> dict[DwellingLabel, Answer | None]:
    answers = [Answer.AGREES] * agreed + [Answer.REFUSES] * refused + [None] * silent
    return {DwellingLabel(1, 1, 101 + number): one for number, one in enumerate(answers)}


@pytest.mark.parametrize(
    ("rule", "agreed", "bound"),
    [
        (EACH_BINDS_ITSELF, 1, 1),
        (or_nobody(AtLeast(9, 10)), 8, 0),
        (or_nobody(AtLeast(9, 10)), 9, 9),
        (or_nobody(MoreThan(9, 10)), 9, 0),
        (or_nobody(MoreThan(9, 10)), 10, 10),
        (ALL_OR_NOBODY, 9, 0),
        (ALL_OR_NOBODY, 10, 10),
    ],
)
def test_below_the_rule_nobody_and_from_it_on_those_who_agreed(
    rule: GroupRule, agreed: int, bound: int
) -> None:
    """Of ten households, the others silent; the refusal says how many are missing."""
    told = bound_households(rule, group(agreed, 0, 10 - agreed))
    if isinstance(told, Bound):
        assert len(told.households) == bound
    else:
        assert bound == 0
        assert dict(told.reason.params)["agreed"] == str(agreed)
        assert told.reason.code == "mediation.group_rule_not_met"


def test_nobody_is_bound_where_nobody_agrees_or_there_is_nobody() -> None:
    """Each has a ground of its own."""
    nobody = bound_households(EACH_BINDS_ITSELF, group(0, 2, 1))
    assert isinstance(nobody, NotBound)
    assert nobody.reason.code == "mediation.nobody_agreed"
    assert nobody.count == AnswerCount(0, 2, 1)
    empty = bound_households(ALL_OR_NOBODY, {})
    assert isinstance(empty, NotBound)
    assert empty.reason.code == "mediation.group_is_empty"


def test_the_silent_may_still_make_it() -> None:
    """Two of ten have refused: nine tenths cannot be reached any more."""
    rule = or_nobody(AtLeast(9, 10))
    assert may_still_bind(rule, group(0, 1, 9))
    assert not may_still_bind(rule, group(8, 2, 0))
    assert count_answers(group(1, 2, 3)).households == 6


@pytest.mark.parametrize(
    ("kind", "share"), list(product(BindingKind, (None, AtLeast(1, 2), AtLeast(0, 1))))
)
def test_a_share_is_named_where_the_rule_is_one_by_share(
    kind: BindingKind, share: AtLeast | None
) -> None:
    """And only there; at least nothing is no share."""
    if (share is not None) is (kind is BindingKind.SHARE) and share != AtLeast(0, 1):
        assert GroupRule(kind, share).zh()
    else:
        with pytest.raises(ValueError, match=r"share|nothing"):
            GroupRule(kind, share)


def test_terms_of_groups_have_defaults() -> None:
    """Two to five representatives, open to latecomers; numbers that nobody could keep are refused."""
    terms = GroupTerms()
    assert (terms.least, terms.most, terms.joining) == (2, 5, LateJoining())
    with pytest.raises(ValueError, match="representative"):
        GroupTerms(least=3, most=2)
