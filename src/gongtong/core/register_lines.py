"""What a register sheet says, line by line, before it becomes the register of a day (登记内容)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from attrs import field, frozen

from gongtong.core.errors import InputProblem
from gongtong.core.identity import are_names
from gongtong.core.places import DwellingLabel
from gongtong.core.register import (
    AreaEvidence,
    Dwelling,
    DwellingStatus,
    Owner,
    OwnerParty,
    PartUse,
    Register,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _names_are_usable(_: object, __: object, names: tuple[str, ...]) -> None:
    if not are_names(names):
        raise ValueError(f"{len(names)} names that cannot be those of owners")


def _area_is_positive(_: object, __: object, area_cm2: int) -> None:
    if area_cm2 <= 0:
        raise ValueError(f"an area must be more than nothing, not {area_cm2} cm2")


@frozen
class SheetDwelling:
    """What one line of the register sheet says of a dwelling (登记行)."""

    label: DwellingLabel
    names: tuple[str, ...] = field(validator=_names_are_usable)
    phone: str
    status: DwellingStatus
    area_cm2: int = field(validator=_area_is_positive)
    area_evidence: AreaEvidence = AreaEvidence.REGISTER
    use: PartUse = PartUse.HOME
    note: str = ""

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """Who the party is: the same names with the same number, in any order (产权人身份)."""
        return tuple(sorted((name, self.phone) for name in self.names))


@frozen
class FileDigest:
    """Which file it was: its name and the sha256 of its bytes (文件摘要)."""

    file: str
    sha256: bytes

    @classmethod
    def of(cls, file: str, content: bytes) -> Self:
        """Take the digest of a file (计算摘要)."""
        return cls(file, hashlib.sha256(content).digest())


@frozen
class RegisterSheet:
    """A register sheet that can be used, and what was odd in it (登记表内容).

    `files` are the sheet itself and the sheets of areas read with it.
    """

    files: tuple[FileDigest, ...]
    dwellings: tuple[SheetDwelling, ...]
    problems: tuple[InputProblem, ...]

    @property
    def persons(self) -> int:
        """The number of distinct owner parties; joint owners are one (产权人数)."""
        return len({dwelling.identity for dwelling in self.dwellings})

    @property
    def people(self) -> int:
        """The number of individuals and organisations, joint owners each (个人数)."""
        return len({person for dwelling in self.dwellings for person in dwelling.identity})

    @property
    def area_cm2(self) -> int:
        """The area of all dwellings together (总面积)."""
        return sum(dwelling.area_cm2 for dwelling in self.dwellings)

    def register(self, *, on: date, new_id: Callable[[], UUID]) -> Register:
        """Build the register of a day, with ids from the caller (生成名册)."""
        owners: dict[tuple[str, str], Owner] = {}
        parties: dict[tuple[tuple[str, str], ...], OwnerParty] = {}
        dwellings: list[Dwelling] = []
        for line in self.dwellings:
            for name in line.names:
                if (name, line.phone) not in owners:
                    owners[name, line.phone] = Owner(new_id(), name, line.phone)
            if line.identity not in parties:
                members = tuple(owners[name, line.phone] for name in line.names)
                parties[line.identity] = OwnerParty(new_id(), members)
            dwellings.append(
                Dwelling(
                    new_id(),
                    line.label,
                    parties[line.identity],
                    line.status,
                    line.area_cm2,
                    line.area_evidence,
                    line.use,
                    line.note,
                )
            )
        return Register(dwellings, on)
