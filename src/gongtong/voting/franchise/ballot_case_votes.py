"""Worked cases of several ballots of one voter (多张选票案例)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.franchise.case_reading import (
    CaseAnswer,
    CaseSetting,
    Given,
    area_cm2,
    area_text,
    owners_of,
    refusal,
)
from gongtong.voting.franchise.changes import (
    CastVote,
    ChangeFacts,
    SettledVote,
    VoteChanges,
    settle_changes,
    settle_channels,
)
from gongtong.voting.franchise.policies import VOTE_CHANGES
from gongtong.voting.franchise.representation import OwnersOfDwelling, Voice, rule_on_voices
from gongtong.voting.franchise.sources import FRANCHISE_PRACTICE
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED
from gongtong.voting.readings import ChannelPriority, PartsCovered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.core.rulings import Source

_START = datetime(2000, 1, 1, tzinfo=SHANGHAI)


def answer_votes(given: Given, setting: CaseSetting) -> CaseAnswer:
    """Say what several ballots of one voter amount to (多张选票案例答案).

    Ballots that name a channel or a time follow each other; others were given at once, by
    co-owners or for several dwellings.
    """
    ballots: Sequence[Mapping[str, Any]] = given["ballots"]
    if not ballots:
        message = "the case states no ballot"
        raise ValueError(message)
    if any("channel" in one for one in ballots):
        return _by_channel(given, setting)
    if any("at" in one for one in ballots):
        return _by_time(given, setting)
    return _at_once(given, setting)


def _at_once(given: Given, setting: CaseSetting) -> CaseAnswer:
    owners = owners_of(given)
    voices = [Voice(one.get("by", owners[0]), one["choice"]) for one in given["ballots"]]
    facts = OwnersOfDwelling(owners, given.get("representative") or "")
    match rule_on_voices(voices, facts):
        case Refused(reasons):
            return refusal(reasons)
        case Granted(event):
            return _for_parts(given, setting, event.choice)


def _for_parts(given: Given, setting: CaseSetting, choice: str) -> CaseAnswer:
    areas = _areas(given)
    named = {one["unit"] for one in given["ballots"] if "unit" in one}
    strangers = sorted(named - areas.keys()) if areas else []
    if strangers:
        message = f"ballots name units that the case does not list: {', '.join(strangers)}"
        raise ValueError(message)
    if not named or named >= areas.keys():
        return _counted(choice, sum(areas.values()))
    by_reading = {
        PartsCovered.NAMED_PARTS_ONLY: sum(areas[unit] for unit in named),
        PartsCovered.ALL_PARTS_OF_THE_OWNER: sum(areas.values()),
    }
    decided = setting.find(PARTS_COVERED)
    if decided is not None:
        return _counted(choice, by_reading[decided.value])
    return {
        "alternatives": [
            {"heads": 1, "area": area_text(covered)} for covered in by_reading.values()
        ],
        "requirement": f"named policy: {PARTS_COVERED.name}",
    }


def _by_time(given: Given, setting: CaseSetting) -> CaseAnswer:
    decided = setting.find(VOTE_CHANGES)
    if decided is not None:
        return _settled(given, decided.value, decided.provision.cites[0])
    by_reading = {allowed: _settled(given, allowed, FRANCHISE_PRACTICE) for allowed in VoteChanges}
    first, *others = by_reading.values()
    if all(one == first for one in others):
        return first
    return {
        "alternatives": [
            {"reading": allowed.value, **answer} for allowed, answer in by_reading.items()
        ],
        "requirement": f"named policy: {VOTE_CHANGES.name}",
    }


def _settled(given: Given, allowed: VoteChanges, source: Source) -> CaseAnswer:
    votes, closes_at = _votes(given), None
    if given.get("closed"):
        # the last ballot of a closed vote came after the close
        last = max(vote.at for vote in votes)
        closes_at = last - timedelta(microseconds=1)
    facts: ChangeFacts[str] = ChangeFacts(allowed=allowed, source=source, closes_at=closes_at)
    settled = settle_changes(votes, facts)
    return _choice_of(given, settled)


def _choice_of(given: Given, settled: SettledVote[str]) -> CaseAnswer:
    counted = settled.counted
    answer: CaseAnswer = {"counted": None}
    if counted is not None:
        answer = _counted(counted.choice, _area_if_stated(given))
    if settled.rejected:
        at = {_reference(index): one["at"] for index, one in enumerate(given["ballots"])}
        answer["rejected"] = [at[one.vote.reference] for one in settled.rejected]
        answer["reason"] = settled.rejected[0].reasons[0].code
    return answer


def _by_channel(given: Given, setting: CaseSetting) -> CaseAnswer:
    votes = _votes(given)
    changes = setting.find(VOTE_CHANGES)
    if changes is not None:
        facts: ChangeFacts[str] = ChangeFacts(
            allowed=changes.value, source=changes.provision.cites[0]
        )
        each = [
            settle_changes([one for one in votes if one.channel is channel], facts)
            for channel in Channel
        ]
        votes = [one.counted for one in each if one.counted is not None]
    decided = setting.find(CHANNEL_PRIORITY)
    if decided is not None:
        return _of_channels(given, votes, decided.value)
    answer = _of_channels(given, votes, ChannelPriority.VOID)
    if "error" in answer:
        answer["alternatives"] = [
            {"reading": priority.value, **_of_channels(given, votes, priority)}
            for priority in ChannelPriority
        ]
        answer["requirement"] = f"named policy: {CHANNEL_PRIORITY.name}"
    return answer


def _of_channels(
    given: Given, votes: Sequence[CastVote[str]], priority: ChannelPriority
) -> CaseAnswer:
    match settle_channels(votes, priority):
        case Refused(reasons):
            return refusal(reasons)
        case Granted(vote):
            return _counted(vote.choice, _area_if_stated(given))


def _counted(choice: str, area: int) -> CaseAnswer:
    counted: CaseAnswer = {"choice": choice}
    if area:
        counted |= {"heads": 1, "area": area_text(area)}
    return {"counted": counted}


def _votes(given: Given) -> list[CastVote[str]]:
    return [
        CastVote(
            _reference(index),
            one["choice"],
            _instant(one["at"]),
            Channel(one.get("channel", Channel.ONLINE.value)),
        )
        for index, one in enumerate(given["ballots"])
    ]


def _reference(index: int) -> str:
    return f"{index:06d}"


def _instant(at: int | str) -> datetime:
    """Read an instant, or a place in an order."""
    return datetime.fromisoformat(at) if isinstance(at, str) else _START + timedelta(seconds=at)


def _areas(given: Given) -> dict[str, int]:
    units = list(given.get("units", ()))
    if isinstance(given.get("unit"), Mapping):
        units.append(given["unit"])
    return {one["id"]: area_cm2(one["area"]) for one in units if one.get("area") is not None}


def _area_if_stated(given: Given) -> int:
    return sum(_areas(given).values())
