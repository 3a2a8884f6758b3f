"""`gongtong opinions`: record a canvass sheet, suggest what sounds alike, count the doors (意见命令)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gongtong.cli.session import Told, answer, option_unusable, reading, rehearsing, writing
from gongtong.core.codec import to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.shares import percent
from gongtong.deliberation.canvass_sheet import read_canvass_sheet

if TYPE_CHECKING:
    import argparse

    from gongtong.deliberation.canvassing.coverage import Coverage, DoorCount


def run(options: argparse.Namespace) -> int:
    """Answer one question about opinions, or record a sheet of them (回答)."""
    ask = {"import": _import, "similar": _similar, "coverage": _coverage}[options.opinions_command]
    return answer(options, lambda: ask(options))


def _import(options: argparse.Namespace) -> Told:
    content = _content_of(options)
    session = rehearsing if options.dry_run else writing
    with session(options) as work:
        labels = [one.label for one in work.registry.register(work.unit.today).dwellings]
        sheet = read_canvass_sheet(content, file=options.file.name, dwellings=labels)
        key = f"opinions/{hashlib.sha256(content).hexdigest()}"
        event = work.deliberation.record_opinions(sheet.batch, key=key)
    would = "将登记 would be recorded" if options.dry_run else "已登记 recorded"
    lines = [
        *(str(warning) for warning in sheet.warnings),
        f"{would}: {len(event.opinions)}  早已登记 known before: {event.already_known}",
    ]
    data = {
        "recorded": [one.number for one in event.opinions],
        "already_known": event.already_known,
        "dry_run": options.dry_run,
        "warnings": [str(warning) for warning in sheet.warnings],
    }
    return Told(data, tuple(lines))


def _content_of(options: argparse.Namespace) -> bytes:
    try:
        content: bytes = options.file.read_bytes()
    except OSError as error:
        raise option_unusable(
            "FILE",
            en=f"{options.file} cannot be read: {error.strerror}",
            zh="文件不能读取",
            remedy="give the path of a CSV or XLSX file that you may read",
        ) from error
    return content


def _similar(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        found = work.deliberation.topics.similar(
            options.text, limit=options.limit, category=options.category
        )
        texts = {one.number: work.deliberation.opinion(one.number) for one in found}
    lines = [
        f"{one.score:>5}  {one.number}  [{texts[one.number].category}]  "
        f"{texts[one.number].opinion.text}"
        for one in found
    ] or ["没有相似的意见 nothing sounds like it"]
    data = [
        {
            "number": one.number,
            "score": one.score,
            "category": texts[one.number].category,
            "text": texts[one.number].opinion.text,
        }
        for one in found
    ]
    return Told({"similar": to_json(data)}, tuple(lines))


def _coverage(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        try:
            told = work.deliberation.canvasses.coverage(options.canvass)
        except UnknownReferenceError as error:
            raise option_unusable(
                "CODE",
                en=f"the place has no canvass {options.canvass!r}",
                zh=f"没有编号为{options.canvass}的走访",
                remedy="give the code under which the canvass was opened",
            ) from error
    return Told(to_json(told), tuple(_said(told)))


def _said(told: Coverage) -> list[str]:
    return [
        f"合计 all: {_doors(told.doors)}",
        *(f"{one.building}栋: {_doors(one.doors)}" for one in told.buildings),
        f"走访 attempts: {told.attempts}  意见 opinions: {told.opinions}",
        *(f"    {one.category}: {one.opinions}" for one in told.categories),
    ]


def _doors(doors: DoorCount) -> str:
    share = percent(doors.visited, doors.households)
    return (
        f"{doors.households}户 已谈{doors.talked} 不在家{doors.absent} 拒访{doors.refused} "
        f"未走访{doors.not_yet}（覆盖 covered {share}）"
    )
