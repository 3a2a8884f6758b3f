"""Laws of owners' votes, against an oracle that walks owner by owner with fractions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.owners.bulk_votes import BulkRoll
from gongtong.voting.owners.owner_margins import margins_from_totals, owners_margin
from gongtong.voting.owners.quorum_watch import watch_vote
from gongtong.voting.owners_votes import BallotRules, OwnerChoice, OwnersVote, count_owners_vote
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, Dimension, Threshold
from gongtong.voting.weights import Weight, total

FOR, AGAINST, ABSTAIN = OwnerChoice.FOR, OwnerChoice.AGAINST, OwnerChoice.ABSTAIN
Owner = tuple[OwnerChoice, int]
BOUNDS = st.sampled_from([(1, 3), (1, 2), (2, 3), (3, 4), (1, 1)]).flatmap(
    lambda share: st.sampled_from(
        [AtLeast(*share), MoreThan(*share)] if share != (1, 1) else [AtLeast(1, 1)]
    )
)


def thresholds(bases: Sequence[Base]) -> st.SearchStrategy[tuple[Threshold, ...]]:
    """Draw one to three different thresholds, some on one dimension."""
    one = st.builds(
        Threshold,
        st.sampled_from(Dimension),
        BOUNDS,
        of=st.sampled_from(bases),
        abstention=st.sampled_from(Abstention),
    )
    return st.lists(one, min_size=1, max_size=3, unique=True).map(tuple)


RULES = st.builds(
    DecisionRule,
    participation=thresholds([Base.ALL]),
    approval=thresholds([Base.ALL, Base.TAKING_PART, Base.VALID]),
)
BALLOT_RULES = st.builds(
    BallotRules,
    spoilt=st.sampled_from(SpoiltBallots),
    silent=st.sampled_from(SilentBallots),
    following=st.sampled_from(FollowingBallots),
)


def owners(most: int) -> st.SearchStrategy[list[Owner]]:
    """Draw owners with their choice and a small, often equal area."""
    return st.lists(
        st.tuples(st.sampled_from(OwnerChoice), st.integers(1, 4)), min_size=1, max_size=most
    )


def by_choice(roll: Sequence[Owner]) -> Mapping[OwnerChoice, list[Weight]]:
    """Sort owners by their choice."""
    return {
        choice: [Weight(1, area) for made, area in roll if made is choice] for choice in OwnerChoice
    }


def vote_of(roll: Sequence[Owner]) -> OwnersVote:
    return OwnersVote.from_choices({c: total(own) for c, own in by_choice(roll).items()})


def size(owner: Owner, dimension: Dimension) -> int:
    return 1 if dimension is Dimension.HEADS else owner[1]


def meant(roll: Sequence[Owner], rules: BallotRules, dimension: Dimension) -> list[tuple[str, int]]:
    """Say of each owner what the ballot amounts to in one dimension, and how much it weighs."""
    sides = {
        side: sum(size(one, dimension) for one in roll if one[0] is side)
        for side in (FOR, AGAINST, ABSTAIN)
    }
    leaders = [side for side, amount in sides.items() if amount == max(sides.values())]
    lead = leaders[0].name if len(leaders) == 1 else "NONE"
    words = {
        OwnerChoice.NOT_REACHED: "ABSENT",
        OwnerChoice.SPOILT: "SPOILT",
        OwnerChoice.SILENT: (
            lead if rules.silent is SilentBallots.COUNT_WITH_MAJORITY else "ABSENT"
        ),
        OwnerChoice.FOLLOWING: {
            FollowingBallots.NOT_ALLOWED: "SPOILT",
            FollowingBallots.WITH_MAJORITY: lead,
            FollowingBallots.TAKES_PART_ONLY: "NONE",
        }[rules.following],
    }
    return [(words.get(one[0], one[0].name), size(one, dimension)) for one in roll]


def holds(
    roll: Sequence[Owner], rules: BallotRules, asked: Threshold, *, of_approval: bool
) -> bool:
    """Hold one threshold against the roll, owner by owner."""
    out = {"ABSTAIN"} if asked.abstention is Abstention.LEFT_OUT else set()
    voted = {"FOR", "AGAINST", "ABSTAIN", "NONE"}
    took_part = voted | (
        {"SPOILT"} if rules.spoilt is SpoiltBallots.TAKES_PART_APPROVES_NOBODY else set()
    )
    everybody = took_part | {"SPOILT", "ABSENT"}
    whole_words = {
        Base.ALL: everybody,
        Base.TAKING_PART: took_part - out,
        Base.VALID: voted - out,
    }[asked.of]
    part_words = {"FOR"} if of_approval else took_part - out
    said = meant(roll, rules, asked.dimension)
    whole = sum(amount for word, amount in said if word in whole_words)
    part = sum(amount for word, amount in said if word in part_words)
    if whole == 0:
        return False
    share = Fraction(part, whole)
    wanted = Fraction(asked.bound.numerator, asked.bound.denominator)
    return share >= wanted if isinstance(asked.bound, AtLeast) else share > wanted


def decided(roll: Sequence[Owner], rule: DecisionRule, rules: BallotRules) -> tuple[bool, bool]:
    """Decide owner by owner: quorum, and outcome."""
    quorum = all(holds(roll, rules, asked, of_approval=False) for asked in rule.participation)
    return quorum, quorum and all(
        holds(roll, rules, asked, of_approval=True) for asked in rule.approval
    )


@given(owners(8), RULES, BALLOT_RULES)
def test_a_finding_equals_a_walk_from_owner_to_owner(
    roll: list[Owner], rule: DecisionRule, rules: BallotRules
) -> None:
    """Every threshold of every rule, under every rule of the place, is as the plain walk finds it."""
    finding = count_owners_vote(vote_of(roll), rule, rules)
    assert [check.is_met for check in finding.participation] == [
        holds(roll, rules, asked, of_approval=False) for asked in rule.participation
    ]
    assert [check.is_met for check in finding.approval] == [
        holds(roll, rules, asked, of_approval=True) for asked in rule.approval
    ]
    assert (finding.has_quorum, finding.is_passed) == decided(roll, rule, rules)


def fewest_by_trying(roll: list[Owner], rule: DecisionRule, rules: BallotRules) -> int | None:
    """Try every change of every number of owners until the outcome turns."""
    before = decided(roll, rule, rules)[1]
    for changed in range(1, len(roll) + 1):
        for chosen in combinations(range(len(roll)), changed):
            for choices in product((FOR, AGAINST, ABSTAIN), repeat=changed):
                other = list(roll)
                for at, choice in zip(chosen, choices, strict=True):
                    other[at] = (choice, roll[at][1])
                if decided(other, rule, rules)[1] is not before:
                    return changed
    return None


@settings(max_examples=60, deadline=None)
@given(owners(4), RULES, BALLOT_RULES)
def test_the_fewest_owners_are_those_found_by_trying_all(
    roll: list[Owner], rule: DecisionRule, rules: BallotRules
) -> None:
    """Where the margin is called exact it is; where it is a bound, fewer owners never turn the outcome."""
    margin = owners_margin(by_choice(roll), rule, rules)
    fewest = fewest_by_trying(roll, rule, rules)
    assert margin.is_passed is decided(roll, rule, rules)[1]
    if margin.is_exact:
        assert margin.owners == fewest
    else:
        assert margin.owners is not None
        assert fewest is None or margin.owners <= fewest


@settings(max_examples=60)
@given(owners(12), RULES, st.sampled_from(SpoiltBallots))
def test_without_followers_the_margin_is_always_exact(
    roll: list[Owner], rule: DecisionRule, spoilt: SpoiltBallots
) -> None:
    """One head each and nobody who follows the lead: no lower bounds in a roll of this size."""
    rules = BallotRules(
        spoilt=spoilt,
        silent=SilentBallots.NOT_COUNTED,
        following=FollowingBallots.TAKES_PART_ONLY,
    )
    assert owners_margin(by_choice(roll), rule, rules).is_exact


@given(owners(8), RULES, st.sampled_from(SpoiltBallots))
def test_a_margin_in_heads_from_totals_is_what_it_takes(
    roll: list[Owner], rule: DecisionRule, spoilt: SpoiltBallots
) -> None:
    """Among thresholds on heads: with as many switched to "for" it is met, and with one less it is not."""
    rules = BallotRules(
        spoilt=spoilt,
        silent=SilentBallots.NOT_COUNTED,
        following=FollowingBallots.NOT_ALLOWED,
    )
    margins = margins_from_totals(vote_of(roll), rule, rules)[len(rule.participation) :]
    for margin in margins:
        asked = margin.check.threshold
        if margin.check.is_met or asked.dimension is not Dimension.HEADS:
            continue
        for way, amount in (("cast", margin.switched), ("not cast", margin.added)):
            absent = {OwnerChoice.NOT_REACHED, OwnerChoice.SILENT}
            free = [
                at
                for at, (choice, _) in enumerate(roll)
                if choice is not FOR and (choice in absent) is (way == "not cast")
            ]
            turned = [
                count
                for count in range(len(free) + 1)
                for chosen in combinations(free, count)
                if holds(
                    [(FOR, one[1]) if at in chosen else one for at, one in enumerate(roll)],
                    rules,
                    asked,
                    of_approval=True,
                )
            ]
            assert amount == (min(turned) if turned else None)


@given(owners(8), RULES, BALLOT_RULES)
def test_the_watch_depends_on_who_returned_alone(
    roll: list[Owner], rule: DecisionRule, rules: BallotRules
) -> None:
    """All ballots that came back turned to "for", or all to "against": the watch says the same."""
    returned = {FOR, AGAINST, ABSTAIN, OwnerChoice.FOLLOWING, OwnerChoice.SPOILT}
    watches = {
        watch_vote(
            rule,
            rules,
            vote_of([(side, area) if made in returned else (made, area) for made, area in roll]),
        )
        for side in returned
    }
    assert watches == {watch_vote(rule, rules, vote_of(roll))}


@given(owners(40))
def test_bulk_totals_are_those_of_the_walk(roll: list[Owner]) -> None:
    """One byte an owner gives the totals of the roll."""
    bulk = BulkRoll.of([area for _, area in roll])
    assert bulk.count(bytes(choice for choice, _ in roll)) == vote_of(roll)
