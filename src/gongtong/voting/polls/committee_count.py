"""The election of a committee as a question of a poll, in heads and area (业主委员会选举题计票).

民法典 第278条. Thresholds, ranks and seats are those of `gongtong.voting.elections.committee_elections`; what is added here
is the rule for ties that the poll named before the vote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gongtong.voting.counting import traces
from gongtong.voting.counting.telling import TIE_BREAK_WORDS
from gongtong.voting.decisions import join_en, join_zh
from gongtong.voting.elections.committee_elections import WeighedChoice, count_weighed_choices
from gongtong.voting.elections.merging import Standing
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.settling import Worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.voting.counting.ties import TieRule
    from gongtong.voting.elections.committee_elections import CommitteeCount
    from gongtong.voting.polls.poll_rules import ElectionRule
    from gongtong.voting.polls.questions import ElectQuestion
    from gongtong.voting.polls.settling import SettledAnswer
    from gongtong.voting.readings import SpoiltBallots
    from gongtong.voting.weights import Weight

_STANDINGS: Final = {Worth.SPOILT: Standing.SPOILT, Worth.CONFLICTING: Standing.CONFLICTING}


def elect(
    question: ElectQuestion,
    settled: Sequence[SettledAnswer],
    everyone: Weight,
    *,
    rule: ElectionRule,
    spoilt: SpoiltBallots,
    ties: TieRule,
) -> tuple[CommitteeCount, traces.Tie | None]:
    """Count an election in heads and area, and break a tie by the rule that was named (选举题计票).

    Who ticked nobody abstained. Ballots that were not returned approve nobody, whatever the place
    says of silence: there is no candidate with whom silence could go. The tie is given as well when
    it was broken; where the rule does not speak on everybody who is tied, it stays open.
    """
    count = count_weighed_choices(
        everyone,
        [_weighed(one) for one in settled],
        candidates=question.options,
        seats=question.seats,
        rule=rule.rule,
        spoilt=spoilt,
        seat_order=rule.seat_order,
    )
    if count.tie is None:
        return count, None
    tied = tuple(name for name in question.options if name in count.tie.candidates)
    noted: dict[str, Any] = {"candidates": tied, "round": 1, "seats": count.tie.seats}
    order = ties.in_order(tied, round_number=1)
    if order is None:
        is_run_off = ties.by is traces.TieBreak.RUN_OFF
        by = traces.TieBreak.RUN_OFF if is_run_off else traces.TieBreak.OPEN
        return count, traces.Tie(broken_by=by, **noted)
    chosen = order[: count.tie.seats]
    return count.with_tie_settled(chosen), traces.Tie(chosen=chosen, broken_by=ties.by, **noted)


def _weighed(one: SettledAnswer) -> WeighedChoice:
    match one.answer:
        case Picked(names) if names:
            return WeighedChoice(one.weight, Standing.COUNTED, names)
        case Picked():
            return WeighedChoice(one.weight, Standing.ABSTAINED)
        case _:
            return WeighedChoice(one.weight, _STANDINGS[one.worth])


def finding_zh(count: CommitteeCount, tie: traces.Tie | None) -> str:
    """Say in Chinese who is elected and why (中文结论)."""
    head = f"当选：{'、'.join(count.elected)}" if count.elected else "无人当选"
    parts = [f"{head}。参与：{join_zh(count.participation)}。"]
    if tie is not None:
        tied = "、".join(tie.candidates)
        parts.append(
            f"{tied}人数和面积相同，{TIE_BREAK_WORDS[tie.broken_by][0]}，{'、'.join(tie.chosen)}当选。"
            if tie.chosen
            else f"{tied}人数和面积相同，{tie.seats}个名额须另行决定。"
        )
    elif count.has_quorum and count.seats_open:
        parts.append(f"空缺{count.seats_open}个名额。")
    return "".join((*parts, *(one.zh for one in count.candidates)))


def finding_en(count: CommitteeCount, tie: traces.Tie | None) -> str:
    """Say in English who is elected and why (英文结论)."""
    head = f"Elected: {', '.join(count.elected)}" if count.elected else "Nobody is elected"
    parts = [f"{head}. Participation: {join_en(count.participation)}."]
    if tie is not None:
        tied = ", ".join(tie.candidates)
        parts.append(
            f"{tied} are equal in heads and area; {TIE_BREAK_WORDS[tie.broken_by][1]}: {', '.join(tie.chosen)}."
            if tie.chosen
            else f"{tied} are equal in heads and area; {_seats(tie.seats)} must be decided otherwise."
        )
    elif count.has_quorum and count.seats_open:
        parts.append(f"{_seats(count.seats_open)} {'is' if count.seats_open == 1 else 'are'} open.")
    return " ".join((*parts, *(one.en for one in count.candidates)))


def _seats(number: int) -> str:
    return f"{number} seat" if number == 1 else f"{number} seats"
