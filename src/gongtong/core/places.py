"""Places: the compound whose books these are, and the dwellings in it (地点)."""

from __future__ import annotations

import re
from functools import lru_cache
from uuid import UUID, uuid5

from attrs import field, frozen
from typing_extensions import override

MAX_NAME_LENGTH = 200
_PLACES = UUID("6f3b52a0-9d0e-5c9e-9a5c-2f6b4b2a7c11")
_LABEL = re.compile(r"(\d{1,4})-(\d{1,3})-(\d{1,5})", re.ASCII)
_AREA = re.compile(r"(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?", re.ASCII)
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)


@lru_cache(maxsize=4096)
def place_id_of(code: str) -> UUID:
    """Give the id of the place with this code, the same everywhere (地点编号)."""
    if not _CODE.fullmatch(code):
        message = (
            f"{code!r} is not a place code: lower-case letters, digits and hyphens, at most 64"
        )
        raise ValueError(message)
    return uuid5(_PLACES, code)


@frozen
class Place:
    """A compound that governs itself and keeps its own books (小区).

    `area` is the GB/T 2260 lineage of the place: two, four, six, nine or twelve digits, so that
    provisions of the province, the city, the district, the street and the community apply.
    """

    code: str
    name_zh: str
    area: str = field(default="")
    name_en: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse codes that cannot be looked up and names that cannot be kept."""
        place_id_of(self.code)
        if not _AREA.fullmatch(self.area):
            message = f"{self.area!r} is not an area code of 2, 4, 6, 9 or 12 digits"
            raise ValueError(message)
        if not self.name_zh.strip() or max(len(self.name_zh), len(self.name_en)) > MAX_NAME_LENGTH:
            message = (
                f"a place has a Chinese name, and names of at most {MAX_NAME_LENGTH} characters"
            )
            raise ValueError(message)

    @property
    def id(self) -> UUID:
        """The id under which the database keeps the place (编号)."""
        return place_id_of(self.code)


@frozen(order=True)
class DwellingLabel:
    """What a dwelling is called: building, unit entrance and room (房号).

    >>> str(DwellingLabel.parse("10-1-602")), DwellingLabel(10, 1, 602).zh()
    ('10-1-602', '10栋1单元602室')
    """

    building: int
    unit: int
    room: int

    @classmethod
    def parse(cls, text: str) -> DwellingLabel:
        """Read building-unit-room with hyphens (读取房号)."""
        match = _LABEL.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is not a dwelling written as building-unit-room, such as 10-1-602"
            raise ValueError(message)
        building, unit, room = (int(part) for part in match.groups())
        return cls(building, unit, room)

    @property
    def position(self) -> tuple[int, int, int]:
        """Building, unit and room as numbers, to sort many dwellings by (位次)."""
        return self.building, self.unit, self.room

    @override
    def __str__(self) -> str:
        """Write building-unit-room with hyphens (书写房号)."""
        return f"{self.building}-{self.unit}-{self.room}"

    def zh(self) -> str:
        """Write the dwelling as people say it (中文房号)."""
        return f"{self.building}栋{self.unit}单元{self.room}室"
