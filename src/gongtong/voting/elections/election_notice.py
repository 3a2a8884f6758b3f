"""The notice that announces an election, as JSON with Chinese keys (选举公告).

Keys 候选人 (names), 应选 (seats), 开始 and 截止 (instants with their zone) and 重复投票 (what counts when
an owner votes twice, in words).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from gongtong.core.codec import parse
from gongtong.core.errors import CodecError, InputError, InputProblem
from gongtong.core.tabular import decode, problem_at
from gongtong.voting.elections.ballots import Contest, VotingPeriod
from gongtong.voting.readings import ChannelPriority

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.core.codec import JsonValue

T = TypeVar("T")

CANDIDATES = "候选人"
SEATS = "应选"
OPENS_AT = "开始"
CLOSES_AT = "截止"
SEVERAL_BALLOTS = "重复投票"


@frozen
class ElectionNotice:
    """What was announced: the contest, and what counts of several ballots (选举公告)."""

    contest: Contest
    channel_priority: ChannelPriority


class _UnusableError(ValueError):
    """A value that its key cannot have, with what it should look like."""

    def __init__(self, code: str, *, en: str, zh: str, remedy: str) -> None:
        self.code = code
        self.en = en
        self.zh = zh
        self.remedy = remedy
        super().__init__(en)


def read_election_notice(content: bytes, *, file: str) -> ElectionNotice:
    """Read a notice; raises `InputError` with every problem at once (读取选举公告)."""
    data = _object(content, file)
    problems: list[InputProblem] = []

    def read(key: str, reader: Callable[[JsonValue], T]) -> T | None:
        try:
            return reader(_present(data, key))
        except _UnusableError as error:
            found = problem_at(
                file,
                column=key,
                code=error.code,
                en=error.en,
                zh=error.zh,
                remedy=error.remedy,
            )
            problems.append(found)
            return None

    candidates = read(CANDIDATES, _names)
    seats = read(SEATS, _whole_number)
    opens_at = read(OPENS_AT, _instant)
    closes_at = read(CLOSES_AT, _instant)
    priority = read(SEVERAL_BALLOTS, _priority)
    if (
        candidates is None
        or seats is None
        or opens_at is None
        or closes_at is None
        or priority is None
    ):
        raise InputError(problems)
    return ElectionNotice(Contest(candidates, seats, VotingPeriod(opens_at, closes_at)), priority)


def _object(content: bytes, file: str) -> dict[str, JsonValue]:
    text = decode(content, file=file, encodings=("utf-8-sig",))
    try:
        data = parse(text)
    except CodecError as error:
        fault = str(error)
    else:
        if isinstance(data, dict):
            return data
        fault = "the notice is not a JSON object"
    raise InputError(
        [
            problem_at(
                file,
                code="not_a_json_object",
                en=fault,
                zh="不是 JSON 对象",
                remedy=f'write {{"{CANDIDATES}": [...], "{SEATS}": 7, ...}}',
            )
        ]
    )


def _present(data: dict[str, JsonValue], key: str) -> JsonValue:
    if key in data:
        return data[key]
    raise _UnusableError(
        "missing_key",
        en=f"the notice does not say {key}",
        zh=f"公告缺少“{key}”",
        remedy=f"add the key {key}; found: {'、'.join(data) or '-'}",
    )


def _names(data: JsonValue) -> tuple[str, ...]:
    if isinstance(data, list):
        names = tuple(name.strip() for name in data if isinstance(name, str))
        if len(names) == len(data):
            return names
    raise _UnusableError(
        "not_a_list_of_names",
        en=f"{data!r} is not a list of names",
        zh="不是姓名列表",
        remedy='write ["甲", "乙"]',
    )


def _whole_number(data: JsonValue) -> int:
    if isinstance(data, int) and not isinstance(data, bool):
        return data
    raise _UnusableError(
        "not_a_whole_number",
        en=f"{data!r} is not a whole number",
        zh="不是整数",
        remedy="write the number of seats without quotation marks, such as 7",
    )


def _instant(data: JsonValue) -> datetime:
    try:
        instant = datetime.fromisoformat(data) if isinstance(data, str) else None
    except ValueError:
        instant = None
    if instant is not None and instant.tzinfo is not None:
        return instant
    raise _UnusableError(
        "not_an_instant",
        en=f"{data!r} is not a time with its zone",
        zh="不是带时区的时间",
        remedy="write it as 2025-05-10T08:00:00+08:00",
    )


def _priority(data: JsonValue) -> ChannelPriority:
    for priority in ChannelPriority:
        if data in (priority.zh, priority.value):
            return priority
    raise _UnusableError(
        "unknown_rule_for_several_ballots",
        en=f"{data!r} is no rule known here for several ballots of one owner",
        zh="无法识别的重复投票规则",
        remedy="announce one of: "
        + "; ".join(f"{one.zh} ({one.value})" for one in ChannelPriority),
    )
