"""Words that residents use for the same thing, and signs that say nothing by themselves (居民用语同义词).

The list is everyday language and no rule of anybody's: a place replaces it by its own.
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.deliberation.topics.policies import REPLY_TERMS, SIMILAR_OPINIONS, SYNONYMS
from gongtong.deliberation.topics.replies import ReplyTerms
from gongtong.deliberation.topics.similar import SimilarEngineBuilder, Synonyms
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

EVERYDAY: Final = Source("居民用语同义词表", standing=Standing.HOUSE)
WORDS: Final = Synonyms(
    (
        ("电动车", "电瓶车", "电单车", "电动自行车", "电车"),
        ("楼道", "楼梯间", "过道", "走廊", "楼梯口"),
        ("垃圾桶", "垃圾箱", "垃圾站", "垃圾点"),
        ("路灯", "照明灯", "楼道灯", "声控灯"),
        ("下水道", "排水管", "污水管", "下水管", "窨井"),
        ("堵塞", "堵了", "堵住", "不通"),
        ("漏水", "渗水", "滴水", "漏雨"),
        ("物业费", "管理费", "服务费"),
        ("物业", "物管", "物业公司", "管理处"),
        ("业委会", "业主委员会", "自管会", "自管委"),
        ("晾衣架", "晒衣架", "晾衣杆", "晒衣杆", "晾晒架"),
        ("晾晒", "晒衣服", "晒被子", "晾衣服"),
        ("噪音", "噪声", "吵闹", "太吵", "吵死"),
        ("半夜", "深夜", "凌晨", "晚上"),
        ("狗", "犬", "遛狗"),
        ("小孩", "孩子", "娃娃", "儿童", "小朋友"),
        ("老人", "老年人", "老头", "老太太", "大爷"),
        ("健身器材", "运动器材", "健身设备"),
        ("大门", "门口", "院门", "小区门"),
        ("保安", "门卫", "门岗", "值班"),
        ("电梯", "升降机"),
        ("消防通道", "消防车道", "生命通道", "救援通道"),
        ("停车位", "车位", "停车场", "泊车"),
        ("绿化带", "花坛", "草坪", "草地", "绿地"),
        ("快递", "包裹", "快递柜", "驿站"),
        ("监控", "摄像头", "探头"),
        ("蚊子", "蚊虫", "蟑螂", "老鼠", "虫子"),
        ("卫生", "保洁", "打扫", "清洁"),
        ("臭味", "异味", "臭得", "难闻"),
        ("凳子", "座椅", "长椅", "石凳"),
        ("广场舞", "跳舞", "音响"),
        ("楼上", "上面那家"),
        ("充电", "充电桩", "充电口"),
        ("修剪", "剪枝", "锯"),
        ("自来水", "水压", "停水"),
        ("燃气", "煤气", "天然气"),
        ("棋牌", "麻将", "打牌"),
        ("维修", "修理", "修一修", "修一下"),
    ),
    "的了是我们你他她它这那就都也很太有没不能会要在个吗呢吧啊把给和与及上下里外来去得着过到被还又再",
)


@gongtong_provisions.impl
def opinion_synonyms() -> Iterable[AnyProvision]:
    """Give the words, the index, and the time for an answer until a place decides (意见默认规定)."""
    for name, point, value in (
        ("synonyms", SYNONYMS, WORDS),
        ("similar", SIMILAR_OPINIONS, SimilarEngineBuilder()),
        ("replies", REPLY_TERMS, ReplyTerms()),
    ):
        yield Provision(
            f"cn.opinions.{name}",
            point,
            value,
            area="",
            in_force=since("2000-01-01"),
            rank=Rank.MINISTRY_GUIDANCE,
            mode=Mode.DEFAULT,
            cites=(EVERYDAY,),
        )


plugin: Final = Plugin("cn-opinion-synonyms", hooks=__name__)
