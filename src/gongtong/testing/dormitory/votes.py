"""How the dormitory votes and what it says at the door (样例选票与意见)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from gongtong.testing.dormitory.people import person

if TYPE_CHECKING:
    from random import Random

    from gongtong.testing.dormitory.people import Dormitory

SEATS: Final = 7
_OPENS: Final = datetime(2025, 5, 10, 8, 0)  # noqa: DTZ001 - a wall clock, as the sheets write it
_MINUTES: Final = 10 * 24 * 60
_SAYINGS: Final = (
    ("路面", "路面不平，推婴儿车很难走"),
    ("停车位", "希望划线，一户一个车位，外面的车不要进来"),
    ("绿化", "希望补种几棵桂花树"),
    ("雨污管网", "下水道堵了返水，一楼遭殃"),
    ("门禁安保", "建议装刷卡门禁和摄像头"),
    ("公厕", "公厕晚上没有灯"),
    ("健身器材", "老人小孩没地方玩，装点健身器材"),
)


def candidates(random: Random) -> list[str]:
    """Name nine candidates, all different (候选人)."""
    names: list[str] = []
    while len(names) < SEATS + 2:
        name = person(random)
        if name not in names:
            names.append(name)
    return names


def notice_json(names: list[str]) -> bytes:
    """Write the notice of the election (选举公告)."""
    notice = {
        "候选人": names,
        "应选": SEATS,
        "开始": "2025-05-10T08:00:00+08:00",
        "截止": "2025-05-20T18:00:00+08:00",
        "重复投票": "以最后一次有效提交为准",
    }
    return json.dumps(notice, ensure_ascii=False, indent=1).encode()


def ballot_sheets(random: Random, dormitory: Dormitory, names: list[str]) -> tuple[bytes, bytes]:
    """Let most owners vote, on paper or online, some twice, some badly (选票)."""
    sheets: tuple[list[str], list[str]] = ([], [])
    said: dict[str, tuple[str, str]] = {}
    for home in dormitory.homes:
        if home.status == "未出售" or random.randrange(8) == 0:
            continue
        at, choice = said.setdefault(home.phone, (_moment(random), _choice(random, names)))
        random.choice(sheets).append(f"{home.label},{at},{choice}")
        if random.randrange(40) == 0:
            sheets[1].append(f"{home.label},{_moment(random)},{_choice(random, names)}")
    home = random.choice(dormitory.homes)
    sheets[0].append(f"{home.label},{_moment(random)},{'|'.join(names[: SEATS + 1])}")
    sheets[0].append(f"99-9-999,2025-05-12 10:00,{names[0]}")
    sheets[1].append(f"{home.label},2025-05-25 10:00,{names[1]}")
    return _sheet(sheets[0]), _sheet(sheets[1])


def _moment(random: Random) -> str:
    return f"{_OPENS + timedelta(minutes=random.randrange(_MINUTES)):%Y-%m-%d %H:%M}"


def _choice(random: Random, names: list[str]) -> str:
    return "|".join(random.sample(names, random.randint(SEATS - 2, SEATS)))


def _sheet(rows: list[str]) -> bytes:
    return ("\ufeff" + "\n".join(["房号,时间,赞成的候选人", *rows]) + "\n").encode()


def opinions(random: Random, dormitory: Dormitory) -> tuple[bytes, dict[str, str]]:
    """Ask at two doors of three; gives the sheet and each opinion's category (入户意见)."""
    rows, truth = ["编号,日期,房号,走访人,意见建议"], {}
    for home in dormitory.homes:
        if random.randrange(3) == 0:
            continue
        category, saying = random.choice(_SAYINGS)
        number = f"Y{len(rows):05d}"
        truth[number] = category
        opening = random.choice(("", "建议：", "反映一下：", "我觉得"))
        rows.append(
            f"{number},2025-03-{random.randint(1, 31):02d},{home.label},让明林,{opening}{saying}"
        )
    return ("\ufeff" + "\n".join(rows) + "\n").encode(), truth
