"""The roll of a poll: who may vote under which label, frozen with a digest; objections (表决活动名册).

Owners stand on the roll once for each dwelling, others once under the label that the place posts.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import field, frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.rulings import Reason
from gongtong.voting.polls.sources import POLL_PRACTICE
from gongtong.voting.weights import Weight, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gongtong.voting.electorates import Electorate

MAX_LABEL_LENGTH = 100
MAX_GROUNDS_LENGTH = 2000
_DOMAIN = b"gongtong/poll-roll/v1\n"


@frozen(order=True)
class RollLine:
    """A line of the roll: the label, whose vote it is, and the area that counts for it (名册行).

    A dwelling's label is building-unit-room; a person's is what the place posts.
    """

    label: str
    voter_id: UUID
    area_cm2: int = 0


def _in_order(lines: Iterable[RollLine]) -> tuple[RollLine, ...]:
    ordered = tuple(sorted(lines))
    twice = [label for label, n in Counter(line.label for line in ordered).items() if n > 1]
    if twice:
        message = f"labels stand twice on the roll: {', '.join(twice)}"
        raise ValueError(message)
    return ordered


@frozen
class PollRoll:
    """Everybody who may vote in a poll, line by line (表决活动名册)."""

    lines: tuple[RollLine, ...] = field(converter=_in_order)

    @classmethod
    def from_electorate(cls, electorate: Electorate) -> PollRoll:
        """List the owners of a day, a line for each dwelling (由选民名册生成)."""
        return cls(
            [
                RollLine(str(part.label), voter.id, part.area_cm2)
                for voter in electorate.voters
                for part in voter.parts
            ]
        )

    def weights(self) -> Mapping[UUID, Weight]:
        """Give each voter one head and the area of all lines (各表决人权数)."""
        areas: defaultdict[UUID, int] = defaultdict(int)
        for line in self.lines:
            areas[line.voter_id] += line.area_cm2
        return {voter_id: Weight(1, area) for voter_id, area in areas.items()}

    @property
    def weight(self) -> Weight:
        """All heads and all area (总人数与总面积)."""
        return total(self.weights().values())

    def digest(self) -> bytes:
        """Give the digest by which the roll can be proven later (名册摘要)."""
        rows = [[line.label, str(line.voter_id), line.area_cm2] for line in self.lines]
        return hashlib.sha256(_DOMAIN + canonical(to_json(rows))).digest()

    def corrected(self, correction: LineCorrection) -> PollRoll:
        """Give the roll with one line put in, changed or struck (更正后名册)."""
        others = [line for line in self.lines if line.label != correction.label]
        return PollRoll([*others, *correction.as_it_is_to_stand()])


@frozen
class LineCorrection:
    """How a line of the roll is to stand; without a voter it is struck (名册行更正)."""

    label: str
    voter_id: UUID | None = None
    area_cm2: int = 0

    def as_it_is_to_stand(self) -> tuple[RollLine, ...]:
        """Give the line, or none where it is struck (更正后的行)."""
        if self.voter_id is None:
            return ()
        return (RollLine(self.label, self.voter_id, self.area_cm2),)


def reasons_of_lines(roll: PollRoll) -> Iterator[Reason]:
    """Say which lines cannot be used, or that there is none (名册行审查)."""
    if not roll.lines:
        yield Reason("voting.no_voters", "名册中没有表决人", "nobody is on the roll", POLL_PRACTICE)
    for line in roll.lines:
        if not 1 <= len(line.label) <= MAX_LABEL_LENGTH or line.label != line.label.strip():
            yield Reason(
                "voting.label_unusable",
                f"名册中的“{line.label}”无法使用",
                f"the label {line.label!r} cannot be used",
                POLL_PRACTICE,
            )
        if line.area_cm2 < 0:
            yield Reason(
                "voting.area_negative",
                f"{line.label}的面积为负",
                f"the area of {line.label} is less than nothing",
                POLL_PRACTICE,
            )


class ObjectedTo(StrEnum):
    """What an objection is about (异议对象)."""

    ROLL = "roll"
    COUNT = "count"


@frozen(kw_only=True)
class PollObjection:
    """An objection to the roll or to the count, and what was ruled on it (表决异议).

    `label` is the line that is wrong or missing, where the objection names one. A ruling after the
    day `ruling_due_on` counts and is marked late.
    """

    id: UUID
    about: ObjectedTo
    raised_at: datetime
    raised_by: str
    grounds: str
    label: str = ""
    ruling_due_on: date | None = None
    settled_at: datetime | None = None
    settled_by: str = ""
    is_upheld: bool | None = None
    ruling: str = ""
    correction: LineCorrection | None = None
    is_late: bool = False
