"""`gongtong decide`: whether owners have decided, from the totals of a vote (业主表决认定命令)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongtong.core.codec import parse
from gongtong.core.errors import CodecError, InputError, InputProblem
from gongtong.core.rulings import Standing
from gongtong.plugins.host import Host
from gongtong.voting.owners.owner_vote_answers import OwnersVoteAnswer, decide_owners_vote
from gongtong.voting.owners.owner_vote_given import read_given
from gongtong.voting.owners.owner_vote_results import answer_as_data

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.core.codec import JsonValue

_STDIN = "-"


def run(options: argparse.Namespace) -> int:
    """Answer a vote; exit status 0 whatever the outcome, 2 when the file cannot be used (认定表决)."""
    name = "standard input" if options.file == _STDIN else str(options.file)
    given = read_given(_load(options.file, name), file=name)
    answer = decide_owners_vote(given, Host.installed(strict=False).book)
    if options.json:
        print(json.dumps(answer_as_data(answer), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_told(answer)))
    return 0


def _load(file: str, name: str) -> JsonValue:
    try:
        content = sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
        return parse(content.decode("utf-8-sig"))
    except OSError as error:
        fault = f"it cannot be read: {error.strerror}", "文件无法读取", "give a file that exists"
    except UnicodeDecodeError:
        fault = "it is not UTF-8", "不是 UTF-8 编码", "save it as UTF-8"
    except CodecError as error:
        fault = f"it is not the JSON asked for: {error}", "JSON 不符合要求", "correct the file"
    except RecursionError:
        fault = "it is nested too deeply", "嵌套过深", "give one vote"
    en, zh, remedy = fault
    raise InputError([InputProblem(name, None, None, "unreadable", en, zh, remedy)])


def _told(answer: OwnersVoteAnswer) -> Iterator[str]:
    given = answer.given
    yield f"{given.matter.zh}（{given.on}，{given.jurisdiction}）"
    yield from _reading_zh(answer)
    yield "依据：" + "；".join(_cited(answer, "（未核对原文）"))
    yield ""
    yield f"{given.matter.value.replace('_', ' ')} ({given.on}, {given.jurisdiction})"
    yield from _reading_en(answer)
    yield "Sources: " + "; ".join(_cited(answer, " (not checked against the text)"))


def _reading_zh(answer: OwnersVoteAnswer) -> Iterator[str]:
    if not answer.is_open:
        yield answer.finding.zh()
        return
    if answer.is_certain:
        yield "各种读法结论一致。"
    elif answer.is_for_the_place:
        yield "结论取决于法律未明确的事项，小区须事先定明。"
    else:
        yield "按小区规则认定；法院可能有不同认识，结论会因此不同。"
    for reading in answer.readings:
        mark = "（采用）" if reading is answer.stands else ""
        yield f"· {reading.zh}{mark}：{reading.finding.zh()}"


def _reading_en(answer: OwnersVoteAnswer) -> Iterator[str]:
    if not answer.is_open:
        yield answer.finding.en()
        return
    if answer.is_certain:
        yield "Every reading comes to the same outcome."
    elif answer.is_for_the_place:
        yield "The outcome depends on what the law leaves open; the place must settle it beforehand."
    else:
        yield "Decided by the rules of the place; a court could see it otherwise, with another outcome."
    for reading in answer.readings:
        mark = " (stands)" if reading is answer.stands else ""
        yield f"* {reading.en}{mark}: {reading.finding.en()}"


def _cited(answer: OwnersVoteAnswer, doubt: str) -> Iterator[str]:
    for source in dict.fromkeys(answer.sources):
        yield f"{source}{doubt if source.standing is Standing.UNVERIFIED else ''}"
