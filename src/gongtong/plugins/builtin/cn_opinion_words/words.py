"""The categories of an old compound's renewal, with the words people use for them (意见分类词表).

Weights: 5 names the thing itself, 3 usually means it, 2 often does, 1 only leans that way. A longer
word protects what lies inside it: "单元门" keeps its "门" from counting elsewhere.
"""

from __future__ import annotations

from typing import Final

from gongtong.deliberation.categories import OpinionCategory, OpinionWords, WeightedWord


def _category(code: str, zh: str, en: str, words_by_weight: dict[int, str]) -> OpinionCategory:
    words = tuple(
        WeightedWord(text, weight)
        for weight, texts in words_by_weight.items()
        for text in texts.split()
    )
    return OpinionCategory(code, zh, en, words)


ROAD: Final = _category(
    "road",
    "路面",
    "Road surface",
    {
        5: "路面 刷黑 水泥路 主路 坑洼 坑坑洼洼 修路 铺路 沥青 柏油 路沿 路牙 人行道 泥巴路 土路 石子路 减速带 路坑 路基 巷道 窟窿 烂路 破路 平路 无障碍坡道",
        3: "地面 地砖 道板 水泥 硬化 道路 马路 小路 塌陷 凹凸 不平 水坑 泥泞 台阶 坡道 扬尘 尘土 颠簸 开裂 裂缝 崴脚 斜坡 填平 陷下去 陷了 铺平",
        2: "路 坑 裂 泥巴 灰尘 摔 绊 颠 轮椅 婴儿车 高高低低 积水 翘起 铺 烂 推车 黄土",
        1: "灰 滑",
    },
)
PARKING: Final = _category(
    "parking",
    "停车位",
    "Parking",
    {
        5: "停车 车位 乱停 停放 车棚 充电桩 地锁 划线 占道 消防通道 消防车道 私家车 僵尸车 外来车 停车场 车库 飞线充电 集中充电",
        3: "充电 小车 汽车 车辆 挪车 倒车 剐蹭 刮擦 掉头 停满 停不下 外面的车 车子 轿车 面包车 货车 三轮车 停在 摩托 电马儿 开进来 停不了 没处停 停外面",
        2: "电瓶车 电动车 自行车 摩托车 单车 停 占用 救护车 消防车",
        1: "车 占着 堵",
    },
)
GREENERY: Final = _category(
    "greenery",
    "绿化",
    "Greenery",
    {
        5: "绿化 绿化带 绿地 草坪 花坛 花草 种菜 种了菜 菜地 修剪 补种 种树 栽树 种花 种点花 桂花 樟树 灌木 绿篱 荒草 杂草 除草 树枝 树木 大树 树根 枯树 枝丫 树杈 毁绿 苗木 栽花 自留地 爬山虎 银杏 泡桐 梧桐 香樟 玉兰 藤蔓 歪脖子树 圈地",
        3: "树 草 花 苗 枝 落叶 月季 飘絮 采光 遮光 挡光 光秃秃 种点 种些 多种 浇水 绿色 鸟粪 鸟屎 荒了 锯",
        2: "枯 虫 虫子 阳光 栽 乘凉 乘乘凉 阴凉 地里",
    },
)
DRAINAGE: Final = _category(
    "drainage",
    "雨污管网",
    "Drains and sewers",
    {
        5: "下水道 下水 雨水 污水 雨污 化粪池 排水 排水沟 排水管 阴沟 水沟 明沟 暗沟 地沟 返水 反水 倒灌 管网 窨井 窨井盖 沙井 沉沙井 井盖 清掏 疏通 粪水 内涝 落水管 雨水管 排污 管道 地漏 吸粪车 抽粪 铁算子 水篦子 雨篦子 生活水 上水 往上翻",
        3: "盖板 管子 堵塞 堵死 淹 漫 溢 淤泥 反味 返味 臭水 不通 排不出 倒流 沟 灌 舀水 冒泡 梅雨 盖子 脏水",
        2: "积水 堵 臭气 一下雨 雨天 下雨 掏 冒",
        1: "臭 水",
    },
)
SECURITY: Final = _category(
    "security",
    "门禁安保",
    "Entrance control and security",
    {
        5: "门禁 单元门 大门 铁门 防盗门 保安 门卫 门卫室 门岗 岗亭 巡逻 监控 摄像头 探头 刷卡 治安 小偷 被偷 偷 盗窃 被盗 撬 生人 陌生人 人脸识别 对讲 道闸 值守 值班 防盗 巡逻队 安保 守夜 贼 出入口 门锁坏 可视门铃",
        3: "围墙 院墙 门锁 推销 外人 闲杂人 随便进 丢了 关不上 关不严 翻墙 看门 门铃 敲门 上门 醉汉 传单 刷了才能进 钻进钻出 那扇门 打更 夜班",
        2: "锁 进出 没人管 安全 夜里",
        1: "晚上 门",
    },
)
TOILET: Final = _category(
    "toilet",
    "公厕",
    "Public toilets",
    {
        5: "公厕 厕所 公共厕所 公共卫生间 卫生间 洗手间 女厕 男厕 旱厕 茅房 茅厕 厕位 蹲坑 蹲位 坑位 粪坑 便池 小便池 马桶 坐便器 wc 上厕所 茅坑 痰盂 如厕 方便的地方 个坑",
        3: "厕 扶手 冲水 水冲 尿 解手 蹲 把手 没人冲",
        1: "苍蝇",
    },
)
FITNESS: Final = _category(
    "fitness",
    "健身器材",
    "Exercise and play",
    {
        5: "健身 健身器材 器材 单杠 双杠 漫步机 扭腰 乒乓球 乒乓球台 篮球 篮球架 羽毛球 滑梯 秋千 跷跷板 游乐 锻炼 没地方玩 没地方坐 活动场地 活动室 凉亭 亭子 沙坑 太极 没得耍 长椅 座椅 椅子 石凳 凳子 小广场 运动",
        3: "玩 耍 跳舞 跳跳舞 下棋 下个棋 打牌 座位 场子 棋 歇 休息 打球 休闲 娱乐 散步 石桌 桌子",
        2: "活动",
        1: "空地 小孩 娃儿 孩子 儿童 老人 坐",
    },
)
DRYING: Final = _category(
    "drying",
    "晾晒",
    "Drying laundry",
    {
        5: "晾晒 晾衣 晾衣架 晾衣杆 晾衣绳 晾杆 晒衣 晒衣服 晒被 晒被子 晒被单 晒场 晒台 晒衣架 衣架 挂衣服 乱晒 晾被子 腊肉 香肠",
        3: "衣服 衣裳 裤子 衣物 被褥 铺盖 被子 床单 棉絮 被单 挂满 铁杆子 晾 晒 太阳 拉绳 拉绳子 绳子",
        2: "滴水 腌菜",
    },
)
OTHER: Final = _category(
    "other",
    "其他",
    "Other",
    {
        5: "垃圾 垃圾桶 垃圾箱 违建 违章 账目 公示 公开 物业费 卫生费 收费 油烟 噪音 噪声 扰民 养狗 遛狗 狗 宠物 养鸡 电梯 加装电梯 路灯 楼道灯 楼梯灯 漏雨 屋面 屋顶 外墙 防水 停水 停电 水压 自来水 燃气 天然气 水表 电表 小广告 杂物 快递 食堂 楼道 装修 老鼠 蟑螂 公布 拆迁 楼梯扶手 电线 网线 有线电视 短路 广场舞 太阳能 天花板 渗水 收破烂 打麻将 租房 打官司 团年饭 热水器",
        3: "吵 楼顶 拆 钱 灯 保洁 打扫 扫地 卫生 堆放 堆满 房租 太贵 养老 看病 照明 漏水",
        1: "没人收 蚊子 公平",
    },
)

CN_OPINION_WORDS: Final = OpinionWords(
    (ROAD, PARKING, GREENERY, DRAINAGE, SECURITY, TOILET, FITNESS, DRYING, OTHER),
    fallback=OTHER.code,
    least_score=3,
)
