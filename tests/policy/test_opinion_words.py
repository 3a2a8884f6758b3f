"""The built-in words suggest the right category for what residents of an old compound say.

Three labelled sets stand beside this file. `plain.csv` was written together with the words, and
`indirect.csv` avoids the obvious words, part of which were added after reading it: neither is evidence.
`fresh.csv` was written after the words were finished and has not been used to change them. All come
from one author, so that even its rate says little about another compound.
"""

import csv
import json
from itertools import product
from pathlib import Path

import pytest

from gongtong.core.rulings import Standing
from gongtong.deliberation.canvass_sheet import read_canvass_sheet
from gongtong.deliberation.categories import suggest
from gongtong.plugins.builtin.cn_opinion_words.provisions import provisions_of_opinion_words
from gongtong.plugins.builtin.cn_opinion_words.words import CN_OPINION_WORDS

SETS = Path(__file__).parent / "opinions"
DORMITORY = Path(__file__).parents[2] / "examples" / "dormitory"
CODES = {category.zh: category.code for category in CN_OPINION_WORDS.categories}

SAID = {
    "road": (
        "院里主路能不能刷黑，电动车一过全是灰",
        "进门那段水泥路裂了好几年，希望修一下",
        "路面不平，推婴儿车很难走",
        "{}栋门口的路坑坑洼洼，下雨天全是水，老人走路容易摔",
    ),
    "parking": (
        "车子乱停，消防通道都堵了，要划停车位",
        "希望划线，一户一个车位，外面的车不要进来",
        "电瓶车没地方充电，建议建个车棚装充电桩",
        "{}栋后面空地可以改成停车位",
    ),
    "greenery": (
        "希望补种几棵桂花树",
        "树枝挡住{}栋二楼采光，麻烦修剪",
        "院墙边的荒草该清了，种点花",
        "绿化带被人种了菜，浇粪臭得很",
    ),
    "drainage": (
        "下水道堵了返水，{}栋一楼遭殃",
        "雨水和污水混在一起，夏天臭气熏天",
        "化粪池好多年没清掏过",
        "排水沟盖板坏了，孩子掉下去怎么办",
    ),
    "security": (
        "{}栋单元门坏了关不上",
        "大门没有门禁，生人随便进，去年丢了两辆电动车",
        "晚上没人值守，希望成立巡逻队",
        "建议装刷卡门禁和摄像头",
    ),
    "toilet": ("公厕没有扶手，老人上厕所不方便", "院里的公厕又脏又破，修一下吧", "公厕晚上没有灯"),
    "fitness": (
        "老人小孩没地方玩，装点健身器材",
        "希望在空地安几件健身器材和椅子",
        "原来的单杠锈断了，换一个",
    ),
    "drying": ("家家户户在树上拉绳子晒衣服，难看又危险", "晒被子没地方，能不能搭个晾衣架"),
    "other": (
        "垃圾桶放在我家窗户下面，请挪走",
        "{}栋楼顶违建要拆大家一起拆，不能只拆我家",
        "希望定期公布账目，钱花到哪里去了",
    ),
}
BEFORE = (
    "",
    "建议：",
    "反映一下：",
    "我觉得",
    "说了好多次了，",
    "我们楼上几户都说，",
    "麻烦记一下：",
)
AFTER = ("", "，谢谢", "，请社区重视", "！", "，大家都这么说", "，辛苦了", "。", "，请尽快解决")


def labelled(name: str) -> list[tuple[str, str]]:
    with (SETS / name).open(encoding="utf-8", newline="") as lines:
        return [(row["类别"], row["意见建议"]) for row in csv.DictReader(lines)]


def outcome(pairs: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Count the right, those left to a person, and those that are wrong without saying so.

    An undecided opinion stands under the fallback; it is right only if it belongs there.
    """
    right = left_to_a_person = wrong = 0
    for category, text in pairs:
        suggestion = suggest(text, CN_OPINION_WORDS)
        if suggestion.category == category:
            right += 1
        elif suggestion.is_undecided:
            left_to_a_person += 1
        else:
            wrong += 1
    return right, left_to_a_person, wrong


@pytest.mark.policy(source="house", clause="deliberation.opinion_words")
def test_the_dormitory_is_sorted_as_its_truth_says() -> None:
    """All 211 opinions of the example dormitory are suggested right, and none is undecided."""
    content = (DORMITORY / "入户走访记录.csv").read_bytes()
    truth = json.loads((DORMITORY / "truth.json").read_text(encoding="utf-8"))["opinions"]
    opinions = read_canvass_sheet(content, file="入户走访记录.csv").batch.opinions
    assert len(opinions) == 211
    suggestions = [suggest(opinion.text, CN_OPINION_WORDS) for opinion in opinions]
    astray = [
        opinion.text
        for opinion, suggestion in zip(opinions, suggestions, strict=True)
        if suggestion.category != CODES[truth[opinion.number]] or suggestion.is_undecided
    ]
    assert astray == []


@pytest.mark.parametrize("category", SAID)
@pytest.mark.policy(source="house", clause="deliberation.opinion_words")
def test_other_buildings_and_other_manners_of_speech_change_nothing(category: str) -> None:
    """The same complaint about any of 40 buildings, with any opening and close, is sorted alike."""
    for said, before, after in product(SAID[category], BEFORE, AFTER):
        for building in range(1, 41) if "{}" in said else (1,):
            suggestion = suggest(before + said.format(building) + after, CN_OPINION_WORDS)
            assert (suggestion.category, suggestion.is_undecided) == (category, False), said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain.csv", (117, 1, 1)),
        ("indirect.csv", (53, 18, 5)),
        ("fresh.csv", (45, 16, 3)),
    ],
)
def test_the_rates_are_these(
    name: str, expected: tuple[int, int, int], gongtong_figures: list[str]
) -> None:
    """Right, left to a person, and wrong without saying so, for each labelled set."""
    pairs = labelled(name)
    right, left_to_a_person, wrong = outcome(pairs)
    gongtong_figures.append(
        f"opinions, {name}: {right} of {len(pairs)} right, "
        f"{left_to_a_person} left to a person, {wrong} wrong"
    )
    assert (right, left_to_a_person, wrong) == expected
    assert {category for category, _ in pairs} == set(CODES.values())


@pytest.mark.policy(source="house", clause="deliberation.opinion_words")
def test_the_categories_are_the_seven_and_two_more() -> None:
    """The seven of the renewal, laundry, and the rest; what is undecided goes to the rest."""
    assert list(CODES) == [
        "路面",
        "停车位",
        "绿化",
        "雨污管网",
        "门禁安保",
        "公厕",
        "健身器材",
        "晾晒",
        "其他",
    ]
    assert CN_OPINION_WORDS.fallback == "other"
    assert CN_OPINION_WORDS.least_score == 3


@pytest.mark.policy(source="house", clause="deliberation.opinion_words")
def test_the_words_are_a_default_with_its_source() -> None:
    """国办发[2020]23号 names the fields of renewal; its wording here was not checked, and it says so."""
    (provision,) = provisions_of_opinion_words()
    assert [str(cite) for cite in provision.cites] == [
        "《国务院办公厅关于全面推进城镇老旧小区改造工作的指导意见》国办发[2020]23号"
    ]
    assert provision.cites[0].standing is Standing.UNVERIFIED
    assert provision.mode == "default"
