"""Who lives in a made-up dormitory, and its register sheet (样例住户)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from random import Random

SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢姚沈姜崔钟谭陆范汪廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵万覃"
GIVEN: Final = [
    "建国",
    "建华",
    "志强",
    "志刚",
    "秀英",
    "秀兰",
    "桂英",
    "桂兰",
    "玉兰",
    "玉珍",
    "丽华",
    "丽娟",
    "海燕",
    "海涛",
    "小军",
    "小红",
    "国庆",
    "国强",
    "春生",
    "春花",
    "德福",
    "德明",
    "长江",
    "新民",
    "永平",
    "永福",
    "思远",
    "思涵",
    "子轩",
    "雨桐",
    "欣怡",
    "浩然",
    "明",
    "伟",
    "芳",
    "敏",
    "静",
    "磊",
    "兵",
    "菲",
    "欢",
]
ENTRANCES: Final = 3
FLOORS: Final = 6
SIDES: Final = 2
_COMPANY: Final = "清江市第二纺织厂"
_COMPANY_PHONE: Final = "07160000000"


@frozen
class Home:
    """One dwelling of the dormitory and who is written down for it (样例房屋)."""

    building: int
    unit: int
    room: int
    owners: tuple[str, ...]
    phone: str
    area_hundredths: int
    status: str
    note: str

    @property
    def label(self) -> str:
        """Building, unit and room with hyphens (房号)."""
        return f"{self.building}-{self.unit}-{self.room}"

    @property
    def area(self) -> str:
        """The area in m2 as the sheet writes it (面积)."""
        return f"{self.area_hundredths // 100}.{self.area_hundredths % 100:02d}"


@frozen
class Dormitory:
    """The dwellings of a dormitory in the order of its buildings (样例小区)."""

    homes: tuple[Home, ...]

    def owned_by(self, name: str) -> tuple[Home, ...]:
        """The dwellings for which somebody of this name is written down (同名房屋)."""
        return tuple(home for home in self.homes if name in home.owners)


def settle(random: Random, households: int) -> Dormitory:
    """Fill a dormitory with people (安排住户)."""
    homes: list[Home] = []
    building = 0
    while len(homes) < households:
        building += 1
        for unit in range(1, ENTRANCES + 1):
            for floor in range(1, FLOORS + 1):
                homes += [
                    _home(random, building, unit, floor * 100 + side)
                    for side in range(1, SIDES + 1)
                ]
    return Dormitory(tuple(_one_owner_of_three(random, homes[:households])))


def person(random: Random) -> str:
    """Make a name (姓名)."""
    return random.choice(SURNAMES) + random.choice(GIVEN)


def _home(random: Random, building: int, unit: int, room: int) -> Home:
    kind = random.randrange(60)
    owners: tuple[str, ...] = (person(random),)
    phone, status, note = f"199{random.randrange(10**8):08d}", "自住", ""
    if kind == 0:
        owners, phone, status, note = (_COMPANY,), _COMPANY_PHONE, "未出售", "单位留存"
    elif kind == 1:
        owners, note = (person(random), person(random)), "共有"
    else:
        status = random.choice(("自住", "自住", "自住", "出租", "空置"))
    return Home(building, unit, room, owners, phone, random.randrange(4800, 8400), status, note)


def _one_owner_of_three(random: Random, homes: list[Home]) -> list[Home]:
    """Let one person own three dwellings side by side, as happens."""
    at = random.randrange(max(1, len(homes) - 3))
    first = homes[at]
    for number in range(at, min(at + 3, len(homes))):
        old = homes[number]
        homes[number] = Home(
            old.building, old.unit, old.room, first.owners, first.phone,
            old.area_hundredths, first.status, first.note,
        )  # fmt: skip
    return homes
