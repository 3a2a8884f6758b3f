"""`gongtong verify`: recompute everything of a place and compare (核验命令)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.community import Gongtong
from gongtong.core.errors import InputError, UnknownReferenceError
from gongtong.core.offices import Actor
from gongtong.core.storage.engines import snapshot
from gongtong.core.tabular import problem_at
from gongtong.demo.database import database_errors_told, open_existing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from gongtong.community import Work
    from gongtong.core.codec import JsonValue
    from gongtong.voting.polls.poll_on_file import PollOnFile


@frozen
class Verdict:
    """What was recomputed, and everything that does not agree (核验结论)."""

    place: str
    events: int
    head: str
    entries: int
    elections: int
    polls: int
    faults: tuple[str, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """Give the verdict as plain JSON (转为 JSON)."""
        return {
            "place": self.place,
            "events": self.events,
            "head": self.head,
            "entries": self.entries,
            "elections": self.elections,
            "polls": self.polls,
            "faults": list(self.faults),
        }


def run(options: argparse.Namespace) -> int:
    """Verify a place; exit status 1 when something does not agree (核验)."""
    gongtong = Gongtong()
    engine = open_existing(options.database, gongtong.schema.names("place"))
    try:
        with database_errors_told(), snapshot(engine) as connection:
            # the moment decides nothing here: only what is stored is read
            now = datetime.now(tz=UTC)
            work = gongtong.at(connection, place=options.place, actor=Actor("verify"), now=now)
            verdict = verify(work)
    except UnknownReferenceError as error:
        raise _no_such_place(options.place) from error
    finally:
        engine.dispose()
    if options.json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(verdict)
    return int(bool(verdict.faults))


def verify(work: Work) -> Verdict:
    """Walk the record, add up the books and recount every counted election (核验一地)."""
    head = work.head()
    faults: list[str] = []
    broken = work.broken_event()
    if broken is not None:
        faults.append(f"the record is broken at event {broken}（事件链在第{broken}条断开）")
    faults += [
        f"{one.en}（{one.zh}）" for one in work.ledger.books.reports.verify(walk_chain=False)
    ]
    faults += [f"{one.en}（{one.zh}）" for one in work.ledger.cash.verify()]
    elections = work.voting.elections()
    faults += [
        f"election {one.title}: a recount differs from the recorded result（重新计票与记录不符）"
        for one in elections
        if one.result is not None and not work.voting.has_same_recount(one.id)
    ]
    polls = work.voting.polls.reports.polls()
    faults += [fault for poll in polls for fault in _poll_faults(work, poll)]
    return Verdict(
        place=work.place.code,
        events=head.event_count,
        head=head.digest.hex(),
        entries=len(work.ledger.books.reports.entries()),
        elections=len(elections),
        polls=len(polls),
        faults=tuple(faults),
    )


def _poll_faults(work: Work, poll: PollOnFile) -> Iterator[str]:
    """Hold the ballots against the root of the close, and recount what was counted."""
    reports = work.voting.polls.reports
    if poll.root is not None and not reports.has_same_root(poll.id):
        yield f"poll {poll.title}: the ballots are not those of the close（选票与截止时的根摘要不符）"
    if poll.result is not None and not reports.has_same_recount(poll.id):
        yield (
            f"poll {poll.title}: a recount differs from the recorded result（重新计票与记录不符）"
        )


def _no_such_place(code: str) -> InputError:
    return InputError(
        [
            problem_at(
                "--place",
                code="place_unknown",
                en=f"the database holds no place with the code {code!r}",
                zh=f"数据库中没有编号为 {code} 的地点",
                remedy="give the code under which the place was founded; the demonstration's is demo",
            )
        ]
    )


def _tell(verdict: Verdict) -> None:
    print(f"地点 place: {verdict.place}")
    print(f"事件 events: {verdict.events}，链头 head: {verdict.head}")
    print(
        f"凭证 entries: {verdict.entries}，选举 elections: {verdict.elections}，表决 polls: {verdict.polls}"
    )
    if not verdict.faults:
        print("全部一致：事件链、账簿、计票都与重新计算的结果相同。Everything agrees.")
    for fault in verdict.faults:
        print(f"不一致 fault: {fault}")
