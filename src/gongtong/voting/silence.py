"""When silence may be counted with the majority, and why not (沉默计票).

Silence speaks only where a law, an agreement or custom lets it (民法典第140条第2款). A place that
counts ballots delivered and not returned with the majority therefore does so under conditions, and
which they are is answered from place to place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Reason, Source
from gongtong.core.shares import Bound
from gongtong.voting.owners_votes import OwnersVote
from gongtong.voting.thresholds import Dimension
from gongtong.voting.weights import amount_en, amount_zh

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen(kw_only=True)
class SilenceConditions:
    """What a text asks before silence may be counted with the majority (沉默计票条件).

    `must_be_in_rules`: the covenant or the rules of procedure say so; `must_be_warned`: owners were
    told of the effect. `majority_alone` are shares of all owners that the leading side must have by
    itself in each dimension; mostly there are none. `is_contested` says that a court could refuse to count silence even
    where the conditions are met, because the text does not settle whether the silent took part.
    """

    must_be_in_rules: bool
    must_be_warned: bool
    majority_alone: tuple[Bound, ...]
    is_contested: bool


@frozen(kw_only=True)
class SilenceFacts:
    """What is known of the rules of the place and of the warning; None is not known (沉默计票事实)."""

    in_rules: bool | None
    warned: bool | None


@frozen
class SilenceRuling:
    """Whether silence may be counted with the majority, with every ground (沉默计票裁定).

    `unmet` are the conditions that are not met, `unclear` those of which nothing is known. Silence is
    counted only where both are empty.
    """

    unmet: tuple[Reason, ...]
    unclear: tuple[Reason, ...]

    @property
    def may_count(self) -> bool:
        """Whether every condition is known to be met (可否计入)."""
        return not self.unmet and not self.unclear


NO_TEXT: Final = Source(
    "民法典", "第140条第2款", note="沉默只有在有规定、约定或者习惯时才可视为意思表示"
)


def rule_on_silence(
    vote: OwnersVote,
    conditions: SilenceConditions | None,
    facts: SilenceFacts,
    *,
    source: Source = NO_TEXT,
) -> SilenceRuling:
    """Rule on counting silence: the rules of the place, the warning, then the majority (沉默计票裁定).

    Without conditions no text allows it here and on this day. `source` is the text that sets them.
    """
    if conditions is None:
        return SilenceRuling((_reason("no_text", source),), ())
    unmet = [*_asked(conditions, facts, source, known=False)]
    for bound in conditions.majority_alone:
        unmet += _majorities(vote, bound, source)
    return SilenceRuling(tuple(unmet), tuple(_asked(conditions, facts, source, known=None)))


def _asked(
    conditions: SilenceConditions, facts: SilenceFacts, source: Source, *, known: bool | None
) -> Iterator[Reason]:
    suffix = "unknown" if known is None else "missing"
    if conditions.must_be_in_rules and facts.in_rules is known:
        yield _reason(f"rule_{suffix}", source)
    if conditions.must_be_warned and facts.warned is known:
        yield _reason(f"warning_{suffix}", source)


def _majorities(vote: OwnersVote, bound: Bound, source: Source) -> Iterator[Reason]:
    for dimension in Dimension:
        whole = vote.everyone.of(dimension)
        side = vote.leading(dimension)
        alone = 0 if side is None else vote.choosing[side].of(dimension)
        if whole and not bound.is_met_by(alone, whole):
            params = (("alone", str(alone)), ("everyone", str(whole)), ("bound", bound.en()))
            yield Reason(
                "voting.silence_majority_too_small",
                f"已表决的多数一方自身的{dimension.zh}为{amount_zh(dimension, alone)}，"
                f"占全体{amount_zh(dimension, whole)}的比例须{bound.zh()}",
                f"the majority of those who voted has {amount_en(dimension, alone)} of "
                f"{amount_en(dimension, whole)} by itself, and needs {bound.en()}",
                source,
                params,
            )


_WORDS: Final = {
    "no_text": (
        "没有规定允许把未返回的选票计入多数票",
        "no text allows silence to be counted with the majority",
    ),
    "rule_missing": (
        "管理规约或者业主大会议事规则没有规定未返回的选票计入多数票",
        "neither the covenant nor the rules of procedure let silence follow the majority",
    ),
    "rule_unknown": (
        "未说明管理规约或者业主大会议事规则是否规定未返回的选票计入多数票",
        "it is not said whether the covenant or the rules of procedure let silence follow the majority",
    ),
    "warning_missing": (
        "没有事先告知业主不返回选票的后果",
        "owners were not warned of what silence leads to",
    ),
    "warning_unknown": (
        "未说明是否事先告知业主不返回选票的后果",
        "it is not said whether owners were warned of what silence leads to",
    ),
}


def _reason(word: str, source: Source) -> Reason:
    zh, en = _WORDS[word]
    return Reason(f"voting.silence_{word}", zh, en, source)
