"""Reading every paper of the folder before anything is written (读取全部资料)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.register_lines import RegisterSheet
from gongtong.core.register_sheet import read_register
from gongtong.deliberation.canvass_sheet import CanvassSheet, read_canvass_sheet
from gongtong.demo import folder as names
from gongtong.ledger.exchange.alipay import read_alipay
from gongtong.ledger.exchange.bills import Bill
from gongtong.ledger.exchange.wechat import read_wechat
from gongtong.voting.elections.ballot_sheet import BallotSheet, read_ballots
from gongtong.voting.elections.ballots import Channel
from gongtong.voting.elections.election_notice import ElectionNotice, read_election_notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.demo.folder import Folder

T = TypeVar("T")


@frozen
class Papers:
    """Everything the folder says, read and checked (全部资料)."""

    register: RegisterSheet
    bills: tuple[Bill, ...]
    opinions: CanvassSheet
    notice: ElectionNotice
    ballots: tuple[BallotSheet, ...]


class _Reading:
    """Reads one paper after the other and keeps every problem."""

    def __init__(self) -> None:
        self.problems: list[InputProblem] = []

    def read(self, reader: Callable[[], T]) -> T | None:
        try:
            return reader()
        except InputError as error:
            self.problems.extend(error.problems)
            return None


def read_papers(folder: Folder) -> Papers:
    """Read all papers; raises `InputError` with every problem of every file (读取全部资料)."""
    reading = _Reading()
    register = reading.read(lambda: _register(folder))
    bills = [
        reading.read(lambda: read_wechat(folder[names.WECHAT].content, file=names.WECHAT)),
        reading.read(lambda: read_alipay(folder[names.ALIPAY].content, file=names.ALIPAY)),
    ]
    opinions = reading.read(lambda: _opinions(folder, register))
    notice_paper = folder[names.NOTICE]
    notice = reading.read(
        lambda: read_election_notice(notice_paper.content, file=notice_paper.name)
    )
    ballots = [
        reading.read(lambda: _ballots(folder, names.PAPER_BALLOTS, Channel.PAPER)),
        reading.read(lambda: _ballots(folder, names.ONLINE_BALLOTS, Channel.ONLINE)),
    ]
    if reading.problems or register is None or opinions is None or notice is None:
        raise InputError(reading.problems)
    return Papers(
        register=register,
        bills=tuple(bill for bill in bills if bill is not None),
        opinions=opinions,
        notice=notice,
        ballots=tuple(sheet for sheet in ballots if sheet is not None),
    )


def _register(folder: Folder) -> RegisterSheet:
    survey = folder.get(names.SURVEY)
    return read_register(
        folder[names.REGISTER].content,
        file=names.REGISTER,
        survey=None if survey is None else survey.content,
        survey_file=names.SURVEY,
    )


def _opinions(folder: Folder, register: RegisterSheet | None) -> CanvassSheet:
    known = None if register is None else frozenset(one.label for one in register.dwellings)
    return read_canvass_sheet(folder[names.OPINIONS].content, file=names.OPINIONS, dwellings=known)


def _ballots(folder: Folder, name: str, channel: Channel) -> BallotSheet:
    return read_ballots(folder[name].content, file=name, channel=channel)
