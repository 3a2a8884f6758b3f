"""Reading what is given of a vote of owners: totals, the day, the matter, the rules (待认定表决).

The shape is that of the worked cases: areas are decimal strings in m2, heads whole numbers, days ISO
days. Every problem is reported at once, each with the path of its key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from attrs import field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.voting.owners_votes import OwnersVote
from gongtong.voting.readings import FollowingBallots, SilentBallots, SpoiltBallots
from gongtong.voting.silence import SilenceFacts
from gongtong.voting.thresholds import Dimension, Matter
from gongtong.voting.weights import NOTHING, Weight, amount_en, amount_zh, total

DEFAULT_DAY: Final = date(2026, 3, 1)
"""The day of a vote that states none: all current texts are in force on it."""

_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"date", "jurisdiction", "matter", "total", "returned", "not_returned", "rules"}),
    "returned": frozenset({"for", "against", "abstain", "invalid", "following"}),
    "not_returned": frozenset({"delivered", "undelivered"}),
    "rules": frozenset(
        {"silent", "spoilt", "following", "in_rules_of_procedure", "warned_of_effect"}
    ),
}
_WEIGHT_KEYS: Final = frozenset({"heads", "area"})
_JURISDICTION: Final = re.compile(r"CN(?:-(\d{6}))?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AREA: Final = re.compile(r"(\d{1,12})(?:\.(\d{1,4}))?", re.ASCII)
_MOST_HEADS: Final = 10**12
_CM2_DECIMALS: Final = 4

E = TypeVar("E", bound=StrEnum)


@frozen(kw_only=True)
class GivenVote:
    """The totals of a vote of owners, with all that decides how they are counted (待认定表决).

    `area` is the code of the district, empty for the whole country. Without `has_area` only heads
    were stated. A rule of the place that is None was not stated.
    """

    on: date
    area: str
    matter: Matter
    vote: OwnersVote
    unreached: Weight
    has_area: bool
    silent: SilentBallots | None
    spoilt: SpoiltBallots | None
    following: FollowingBallots | None
    facts: SilenceFacts

    @property
    def jurisdiction(self) -> str:
        """The jurisdiction as the cases write it (法域)."""
        return f"CN-{self.area}" if self.area else "CN"


def read_given(data: object, *, file: str) -> GivenVote:
    """Read what is given of a vote, or a whole case that has it under `given` (读取待认定表决).

    Raises `InputError` with every problem.

    >>> vote = {"matter": "covenant", "total": {"heads": 3}, "returned": {"for": {"heads": 2}}}
    >>> read_given(vote, file="vote.json").vote.approving
    Weight(heads=2, area_cm2=0)
    """
    reader = _Reader(file)
    given = reader.unwrapped(data)
    found = _read(reader, given)
    if reader.problems or found is None:
        raise InputError(reader.problems)
    return found


def _read(reader: _Reader, given: Mapping[str, object]) -> GivenVote | None:
    reader.check_keys(given, "")
    returned = reader.section(given, "returned")
    not_returned = reader.section(given, "not_returned")
    rules = reader.section(given, "rules")
    everyone = reader.everyone(given)
    parts = {
        f"{name}.{key}": reader.weight(section.get(key, {}), f"{name}.{key}")
        for name, section in (("returned", returned), ("not_returned", not_returned))
        for key in sorted(_KEYS[name])
    }
    _check_sum(reader, everyone, parts)
    on = reader.day(given)
    area = reader.jurisdiction(given)
    matter = reader.matter(given)
    silent = reader.choice(rules, "silent", SilentBallots, "rules.")
    spoilt = reader.choice(rules, "spoilt", SpoiltBallots, "rules.")
    following = reader.choice(rules, "following", FollowingBallots, "rules.")
    facts = SilenceFacts(
        in_rules=reader.truth(rules, "in_rules_of_procedure"),
        warned=reader.truth(rules, "warned_of_effect"),
    )
    if reader.problems or matter is None:
        return None
    return GivenVote(
        on=on,
        area=area,
        matter=matter,
        vote=_vote(everyone, parts),
        unreached=parts["not_returned.undelivered"],
        has_area=reader.has_area,
        silent=silent,
        spoilt=spoilt,
        following=following,
        facts=facts,
    )


def _check_sum(reader: _Reader, everyone: Weight, parts: Mapping[str, Weight]) -> None:
    if reader.problems:
        return
    cast = total(parts.values())
    for dimension in Dimension:
        amount, whole = cast.of(dimension), everyone.of(dimension)
        if amount > whole:
            reader.add(
                f"total.{dimension.value}",
                "more_than_everybody",
                en=f"the parts make {amount_en(dimension, amount)} of {amount_en(dimension, whole)}",
                zh=f"各项合计{amount_zh(dimension, amount)}，超过全体{amount_zh(dimension, whole)}",
                remedy="correct the totals",
            )


def _vote(everyone: Weight, parts: Mapping[str, Weight]) -> OwnersVote:
    return OwnersVote(
        everyone=everyone,
        approving=parts["returned.for"],
        opposing=parts["returned.against"],
        abstaining=parts["returned.abstain"],
        following=parts["returned.following"],
        spoilt=parts["returned.invalid"],
        silent=parts["not_returned.delivered"],
    )


def _day_of(value: object) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:  # a day that no calendar has, such as 2024-02-30
        return None


@frozen
class _Reader:
    """Reads values and collects what is wrong with them, path by path."""

    file: str
    problems: list[InputProblem] = field(factory=list)
    _area_stated: list[bool] = field(factory=list)

    @property
    def has_area(self) -> bool:
        return self._area_stated == [True]

    def add(self, path: str, code: str, *, en: str, zh: str, remedy: str) -> None:
        self.problems.append(InputProblem(self.file, None, path or None, code, en, zh, remedy))

    def unwrapped(self, data: object) -> Mapping[str, object]:
        """Take the case's `given`, where the file is a whole case."""
        if isinstance(data, Mapping) and "given" in data:
            kind = data.get("kind", "owner_vote")
            if kind != "owner_vote":
                self.add(
                    "kind",
                    "wrong_kind",
                    en=f"{kind!r} is no owner_vote",
                    zh="不是业主表决",
                    remedy="give an owner_vote",
                )
            data = data["given"]
        if isinstance(data, Mapping):
            return data
        self.add(
            "",
            "not_an_object",
            en="a vote is a JSON object",
            zh="表决数据应为 JSON 对象",
            remedy="write { ... }",
        )
        return {}

    def check_keys(self, data: Mapping[str, object], path: str) -> None:
        known = _KEYS.get(path, _WEIGHT_KEYS)
        for key in sorted(map(str, data.keys() - known)):
            shown = key if key.isprintable() else repr(key)
            at = f"{path}.{shown}" if path else shown
            self.add(
                at,
                "unknown_key",
                en=f"{at} is not known",
                zh="未知的键",
                remedy=f"known: {', '.join(sorted(known))}",
            )

    def section(self, given: Mapping[str, object], name: str) -> Mapping[str, object]:
        data = given.get(name, {})
        if not isinstance(data, Mapping):
            self._not_a_section(name)
            return {}
        self.check_keys(data, name)
        return data

    def everyone(self, given: Mapping[str, object]) -> Weight:
        data = given.get("total")
        if data is None:
            self.add(
                "total",
                "total_missing",
                en="the totals of all owners are missing",
                zh="缺少全体业主合计",
                remedy='write "total": {"heads": 338, "area": "23660.00"}',
            )
            return NOTHING
        if isinstance(data, Mapping):
            self._area_stated.append("area" in data)
            if "heads" not in data:
                self.add(
                    "total.heads",
                    "heads_missing",
                    en="the number of all owners is missing",
                    zh="缺少业主总人数",
                    remedy="write a whole number",
                )
        return self.weight(data, "total")

    def weight(self, data: object, path: str) -> Weight:
        if not isinstance(data, Mapping):
            self._not_a_section(path)
            return NOTHING
        self.check_keys(data, path)
        heads = self._heads(data.get("heads", 0), f"{path}.heads")
        area = self._area(data["area"], f"{path}.area") if "area" in data else 0
        if "area" in data and self._area_stated == [False]:
            self.add(
                f"{path}.area",
                "area_without_total",
                en="an area stands here but not in the total",
                zh="合计未写面积，此处却有面积",
                remedy="state total.area, or leave every area out",
            )
        if "area" not in data and heads and self.has_area:
            self.add(
                f"{path}.area",
                "area_missing",
                en="the area is missing",
                zh="缺少面积",
                remedy="state the area of these owners in m2",
            )
        return Weight(heads, area)

    def _heads(self, value: object, path: str) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_HEADS:
            return value
        self.add(
            path,
            "not_a_number_of_owners",
            en=f"{value!r} is no number of owners",
            zh="不是人数",
            remedy="write a whole number, 0 or more, without quotation marks",
        )
        return 0

    def _area(self, value: object, path: str) -> int:
        match = _AREA.fullmatch(value) if isinstance(value, str) else None
        if match is not None:
            return int(match[1] + (match[2] or "").ljust(_CM2_DECIMALS, "0"))
        self.add(
            path,
            "not_an_area",
            en=f"{value!r} is no exact area",
            zh="不是准确的面积",
            remedy='write m2 as a string with at most 4 decimals, such as "23660.00"',
        )
        return 0

    def _not_a_section(self, path: str) -> None:
        self.add(
            path,
            "not_an_object",
            en=f"{path} is no JSON object",
            zh="应为 JSON 对象",
            remedy=f'write "{path}": {{ ... }}',
        )

    def day(self, given: Mapping[str, object]) -> date:
        value = given.get("date")
        if "date" not in given:
            return DEFAULT_DAY
        day = _day_of(value)
        if day is not None:
            return day
        self.add(
            "date",
            "not_a_day",
            en=f"{value!r} is no day",
            zh="不是日期",
            remedy="write it as 2024-05-01",
        )
        return DEFAULT_DAY

    def jurisdiction(self, given: Mapping[str, object]) -> str:
        value = given.get("jurisdiction", "CN")
        match = _JURISDICTION.fullmatch(value) if isinstance(value, str) else None
        if match is not None:
            return match[1] or ""
        self.add(
            "jurisdiction",
            "not_a_jurisdiction",
            en=f"{value!r} is no jurisdiction",
            zh="不是法域",
            remedy="write CN, or CN- and the six digits of the district, such as CN-310000",
        )
        return ""

    def matter(self, given: Mapping[str, object]) -> Matter | None:
        if "matter" in given:
            return self.choice(given, "matter", Matter)
        self.add(
            "matter",
            "matter_missing",
            en="the matter is missing",
            zh="缺少表决事项",
            remedy="write one of: " + ", ".join(Matter),
        )
        return None

    def choice(
        self, data: Mapping[str, object], key: str, kind: type[E], prefix: str = ""
    ) -> E | None:
        if key not in data:
            return None
        value = data[key]
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        at = f"{prefix}{key}"
        self.add(
            at,
            f"unknown_{key}",
            en=f"{value!r} is not known",
            zh="未知的取值",
            remedy=f"write one of: {', '.join(kind)}",
        )
        return None

    def truth(self, rules: Mapping[str, object], key: str) -> bool | None:
        value = rules.get(key)
        if isinstance(value, bool) or key not in rules:
            return value if isinstance(value, bool) else None
        self.add(
            f"rules.{key}",
            "not_a_truth",
            en=f"{value!r} is neither true nor false",
            zh="不是 true 或 false",
            remedy="write true or false, or leave it out",
        )
        return None
