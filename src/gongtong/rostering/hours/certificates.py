"""Certificates of service, free of charge, that can be proved against the record; and stars by a place's table (服务证明)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.hours.entries import (
    RECORDED_BY_LAW,
    EntryState,
    ServiceEntry,
    hours_zh,
)
from gongtong.rostering.volunteers.volunteer import Volunteer


@frozen
class StarTable:
    """From how many whole hours on somebody has one star, two, and so on (星级标准).

    Such tables differ from place to place; none is law, and the library brings none.
    """

    hours: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a table that does not rise."""
        if list(self.hours) != sorted(set(self.hours)) or not all(one > 0 for one in self.hours):
            raise ValueError("the hours of a table of stars rise from star to star")

    def stars(self, minutes: int) -> int:
        """Give the stars for a time in minutes; the hour that is named is enough (星级).

        >>> table = StarTable((100, 300, 600, 1000, 1500))
        >>> [table.stars(60 * hours) for hours in (99, 100, 299, 1500)]
        [0, 1, 1, 5]
        """
        return sum(minutes >= 60 * hours for hours in self.hours)


@frozen
class ServiceCertificate:
    """What somebody has given, as whoever asked for it reads it (志愿服务记录证明).

    `head` is the digest of the record of the place when it was issued: whoever holds the record finds every entry before it.
    """

    volunteer: str
    name: str = field(repr=False)
    entries: tuple[ServiceEntry, ...]
    minutes: int
    issued_on: date
    head: str

    def zh(self) -> str:
        """Say it in Chinese (中文证明)."""
        activities = "、".join(dict.fromkeys(one.line.activity for one in self.entries))
        return (
            f"兹证明{self.name}（编号{self.volunteer}）参加志愿服务{len(self.entries)}次，"
            f"共计{hours_zh(self.minutes)}。服务内容：{activities}。"
            f"出具日期{self.issued_on}，记录摘要{self.head}。本证明无偿出具。"
        )


def certify(
    volunteer: Volunteer, entries: Iterable[ServiceEntry], *, issued_on: date, head: str
) -> Granted[ServiceCertificate] | Refused:
    """Certify what is confirmed, and nothing else; without anything there is no certificate (出具服务证明)."""
    known = tuple(
        one
        for one in entries
        if one.line.volunteer == volunteer.code and one.state is EntryState.CONFIRMED
    )
    if not known:
        return Refused(
            (
                Reason(
                    "rostering.nothing_confirmed",
                    "没有已确认的服务时长",
                    "no time is confirmed yet",
                    RECORDED_BY_LAW,
                ),
            )
        )
    minutes = sum(one.line.minutes for one in known)
    return Granted(
        ServiceCertificate(volunteer.code, volunteer.name, known, minutes, issued_on, head)
    )
