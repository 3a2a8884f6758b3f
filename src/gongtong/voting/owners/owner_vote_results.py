"""Writing the answer to a vote of owners as data, in the words of the worked cases (表决答复数据)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.codec import JsonValue
from gongtong.core.rulings import Source
from gongtong.core.shares import percent
from gongtong.voting.decisions import Check, Finding
from gongtong.voting.owners.owner_vote_answers import OwnersVoteAnswer, VoteReading
from gongtong.voting.thresholds import Dimension
from gongtong.voting.weights import square_metres

if TYPE_CHECKING:
    from collections.abc import Sequence

REQUIREMENT: Final = (
    "the place must name its rule before the vote, and the result records which one was used"
)


def answer_as_data(answer: OwnersVoteAnswer) -> dict[str, JsonValue]:
    """Give the answer with the keys of a case's `expected`, and more (表决答复数据).

    Shares are exact fractions as strings. `alternatives` stand only where more than one reading is
    open; what stands above them is the reading that the place chose, or else the one that claims least.
    """
    given = answer.given
    data: dict[str, JsonValue] = _results(answer.finding)
    bases = {check.threshold.of.value for check in answer.finding.approval}
    if len(bases) == 1:
        data["basis"] = bases.pop()
    if not given.has_area:
        data["heads_only"] = True
    if answer.is_open:
        data["reading"] = answer.stands.en
        data["certain"] = answer.is_certain
        if answer.is_for_the_place:
            data["requirement"] = REQUIREMENT
        data["alternatives"] = [_alternative(reading) for reading in answer.readings]
    data["finding"] = _words(answer.finding)
    data["checks"] = _checks(answer.finding)
    data["notes"] = [
        {"code": note.code, "zh": note.zh, "en": note.en} for note in answer.finding.notes
    ]
    data["given"] = {
        "date": given.on.isoformat(),
        "jurisdiction": given.jurisdiction,
        "matter": given.matter.value,
    }
    data["rule"] = {
        "provision": answer.rule.provision.id,
        "sources": [_source(source) for source in answer.rule.provision.cites],
    }
    if answer.silence_text is not None:
        data["silence_rule"] = {
            "provision": answer.silence_text.provision.id,
            "sources": [_source(source) for source in answer.silence_text.provision.cites],
        }
    return data


def _results(finding: Finding) -> dict[str, JsonValue]:
    return {
        "quorum": finding.has_quorum,
        "passed": finding.is_passed,
        "participation": _shares(finding.participation),
        "approval": _shares(finding.approval),
    }


def _shares(checks: Sequence[Check]) -> JsonValue:
    shares: dict[str, JsonValue] = {}
    for check in checks:
        # where a rule asks twice of one dimension, its first threshold is shown; all are in `checks`
        shares.setdefault(check.threshold.dimension.value, str(check.share))
    return shares


def _alternative(reading: VoteReading) -> JsonValue:
    rules = reading.rules
    return {
        "reading": reading.en,
        "reading_zh": reading.zh,
        "chosen": reading.is_chosen,
        **_results(reading.finding),
        "rules": {
            "spoilt": rules.spoilt.value,
            "silent": rules.silent.value,
            "following": rules.following.value,
        },
        "finding": _words(reading.finding),
    }


def _words(finding: Finding) -> JsonValue:
    return {"zh": finding.zh(), "en": finding.en()}


def _checks(finding: Finding) -> JsonValue:
    return [
        _check(kind, check)
        for kind, checks in (
            ("participation", finding.participation),
            ("approval", finding.approval),
        )
        for check in checks
    ]


def _check(kind: str, check: Check) -> JsonValue:
    asked = check.threshold
    return {
        "kind": kind,
        "dimension": asked.dimension.value,
        "of": asked.of.value,
        "abstention": asked.abstention.value,
        "bound": asked.bound.en(),
        "part": _amount(asked.dimension, check.part),
        "whole": _amount(asked.dimension, check.whole),
        "share": str(check.share),
        "percent": percent(check.part, check.whole),
        "met": check.is_met,
        "missing": _amount(asked.dimension, check.shortfall),
        "zh": check.zh(),
        "en": check.en(),
    }


def _amount(dimension: Dimension, amount: int) -> JsonValue:
    return amount if dimension is Dimension.HEADS else square_metres(amount)


def _source(source: Source) -> JsonValue:
    return {
        "text": str(source),
        "standing": source.standing.value,
        "in_force_from": None if source.in_force_from is None else source.in_force_from.isoformat(),
        "in_force_until": (
            None if source.in_force_until is None else source.in_force_until.isoformat()
        ),
        "note": source.note,
    }
