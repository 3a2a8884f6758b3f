"""The roll as it is posted: fixed on a day, provable by a digest that names its forerunner (表决名册)."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import UnknownReferenceError
from gongtong.voting.franchise.bases import ElectorateBasis, Entitled
from gongtong.voting.weights import Weight, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DOMAIN = b"gongtong/roll/v1\n"


class CorrectionKind(StrEnum):
    """What is wrong with a roll, and so what a correction does to it (名册更正方式)."""

    ADD = "add"
    REMOVE = "remove"
    CHANGE_WEIGHT = "change_weight"


@frozen
class RollRuling:
    """What was ruled on one voter's entry: by whom, when and why (名册异议处理决定).

    `objection_id` is empty where an error was found without anybody's objection.
    """

    voter_id: UUID
    kind: CorrectionKind
    is_upheld: bool
    ruled_on: date
    ruled_by: str
    grounds: str
    objection_id: UUID | None = None


@frozen
class RollCorrection:
    """One change of a roll, with the ruling that ordered it (名册更正).

    `entry` is the voter as he is to stand; for a removal, as he stood.
    """

    kind: CorrectionKind
    entry: Entitled
    ruling: RollRuling
    on: date


def _in_order(entries: Iterable[Entitled]) -> tuple[Entitled, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.position))


def _by_voter(roll: Roll) -> Mapping[UUID, Entitled]:
    index = {entry.voter_id: entry for entry in roll.entries}
    if len(index) < len(roll.entries):
        message = "a voter stands on the roll twice"
        raise ValueError(message)
    return MappingProxyType(index)


@frozen
class Roll:
    """Everybody entitled to vote, as it stands on a day (表决名册).

    A corrected roll holds the digest of the roll before it and the correction itself, so that the
    last digest proves the whole line. The order does not depend on how entries were given.
    """

    on: date
    basis: ElectorateBasis
    entries: tuple[Entitled, ...] = field(converter=_in_order)
    previous: bytes | None = None
    correction: RollCorrection | None = None
    _by_id: Mapping[UUID, Entitled] = field(
        init=False, eq=False, repr=False, default=Factory(_by_voter, takes_self=True)
    )

    @property
    def weight(self) -> Weight:
        """All heads and all area (总权数)."""
        return total(entry.weight for entry in self.entries)

    def __contains__(self, voter_id: object) -> bool:
        """Say whether a voter stands on the roll."""
        return voter_id in self._by_id

    def entry_of(self, voter_id: UUID) -> Entitled:
        """Give a voter's entry; raises `UnknownReferenceError` (查名册)."""
        try:
            return self._by_id[voter_id]
        except KeyError:
            kind = "voter on the roll"
            raise UnknownReferenceError(kind, voter_id) from None

    def digest(self) -> bytes:
        """Give the digest by which the roll, and all before it, can be proven later (名册摘要)."""
        rows = [_row(entry) for entry in self.entries]
        before = "" if self.previous is None else self.previous.hex()
        changed = [] if self.correction is None else _correction_row(self.correction)
        state = [self.on, self.basis.value, before, changed, rows]
        return hashlib.sha256(_DOMAIN + canonical(to_json(state))).digest()

    def corrected(self, correction: RollCorrection) -> Roll:
        """Give the roll after a correction, chained to this one (更正后名册).

        The correction is taken as allowed; `rule_on_roll_correction` says whether it is.
        """
        entry = correction.entry
        rest = [one for one in self.entries if one.voter_id != entry.voter_id]
        if correction.kind is not CorrectionKind.REMOVE:
            rest.append(entry)
        return Roll(self.on, self.basis, rest, self.digest(), correction)


def _row(entry: Entitled) -> list[object]:
    return [str(entry.voter_id), entry.label, entry.weight.heads, entry.weight.area_cm2]


def _correction_row(correction: RollCorrection) -> list[object]:
    ruling = correction.ruling
    return [
        correction.kind.value,
        _row(correction.entry),
        correction.on,
        [
            str(ruling.voter_id),
            ruling.kind.value,
            ruling.is_upheld,
            ruling.ruled_on,
            ruling.ruled_by,
            ruling.grounds,
            "" if ruling.objection_id is None else str(ruling.objection_id),
        ],
    ]
