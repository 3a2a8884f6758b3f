"""The page says what the facts say, loads nothing, runs nothing and lets nothing in."""

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from attrs import evolve, field, frozen
from typing_extensions import override

from gongtong.core.periods import Span
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast
from gongtong.notices.board import (
    AccountLine,
    BoardFacts,
    ElectionFacts,
    FeeFacts,
    Held,
    IncomeLine,
    MoneyFacts,
    Naming,
    Officer,
    OpinionLine,
    Outcome,
    Person,
    QuorumFinding,
    SpendingLine,
    Turnout,
)
from gongtong.notices.render import render_board

VOID = {"meta", "link", "br", "img", "input", "hr"}
SVG_VOID = {"rect", "path"}
NASTY = '</td><script>alert("1")</script>&amp;\u202eXFDP'


@frozen
class Element:
    """An element with its attributes and the text directly and indirectly in it."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


class Page(HTMLParser):
    """A page taken apart; unbalanced tags are an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SVG_VOID
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    @override
    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)

    def all(self, tag: str, kind: str = "") -> list[Element]:
        return [
            each
            for each in self.elements
            if each.tag == tag and (not kind or kind in each.attributes.get("class", "").split())
        ]

    def texts(self, tag: str, kind: str = "") -> list[str]:
        return [each.text for each in self.all(tag, kind)]


@pytest.fixture(scope="module")
def page(sample: BoardFacts) -> Page:
    return Page(render_board(sample))


def elected(sample: BoardFacts) -> ElectionFacts:
    assert sample.election is not None
    return sample.election


def test_the_page_is_chinese_and_named(page: Page) -> None:
    """The language, the title and the one main heading are there."""
    assert page.all("html")[0].attributes["lang"] == "zh-CN"
    assert page.texts("title")[0] == "丝绸宿舍公示栏（2025年度）"
    assert page.texts("h1") == ["公示栏"]
    assert page.texts("h2") == [
        "一、选举结果",
        "二、收支",
        "三、收费与欠费",
        "四、居民意见",
        "五、依据与核对",
    ]


def test_the_page_loads_nothing_and_runs_nothing(sample: BoardFacts, page: Page) -> None:
    """No script, link, image, frame, form, address or event handler; the policy forbids them all."""
    html = render_board(sample)
    assert "http:" not in html
    assert "https:" not in html
    assert "//" not in html.replace("<!DOCTYPE", "")
    assert {each.tag for each in page.elements}.isdisjoint(
        {"script", "link", "img", "iframe", "form", "object", "embed", "base", "a", "use", "image"}
    )
    names = {name for each in page.elements for name in each.attributes}
    assert [
        name for name in names if name.startswith("on") or name in {"src", "href", "style"}
    ] == []
    assert re.findall(r"url\((?!#)|@import|@font-face", html) == []


def test_the_policy_names_the_style_by_its_digest(page: Page) -> None:
    """The content security policy allows this one style and nothing else."""
    policy = next(each for each in page.all("meta") if "http-equiv" in each.attributes)
    style = "".join(page.all("style")[0].texts)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.attributes == {
        "http-equiv": "Content-Security-Policy",
        "content": f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'",
    }


def test_the_figures_are_those_of_the_facts(page: Page) -> None:
    """At a glance: balance, income, spending, collection rate, turnout, opinions."""
    assert page.texts("dd")[:6] == [
        "60,715.37 元",
        "105,099.77 元",
        "56,429.70 元",
        "83.13%",
        "83.13%",
        "211 条",
    ]
    feet = page.texts("tfoot")
    assert feet == [
        "合计12,045.3060,715.37",
        "收入合计105,099.77",
        "支出合计56,429.70共 11 笔",
        "合计3382815717,100.00",
        "合计19714211",
    ]


def test_every_line_of_the_facts_is_on_the_page(sample: BoardFacts, page: Page) -> None:
    """Each payment, income, month, building and category has its row, in the order given."""
    rows = page.texts("tr")
    assert "2025-04-15大门门禁与摄像头安装12,800.00 委员 雷** 主任 钟** 出纳 罗** 会计 肖*" in rows
    assert "3月32,120.0010,800.00" in rows
    assert "存款利息41.17" in rows
    assert "4栋382810" + "3,000.00" in rows
    assert "雨污管网26430" in rows
    assert len([row for row in rows if re.match(r"2025-\d\d-\d\d", row)]) == 11
    assert "900.00 元，共 3 笔" in page.texts("p", "held")[0]
    assert "975.20 元，共 1 笔" in page.texts("p", "held")[1]


def test_turnout_and_candidates_are_shown_with_their_counts(page: Page) -> None:
    """281 of 338 heads are 83.13 per cent, cut and not rounded; nine candidates, why each."""
    captions = page.texts("figcaption")
    assert captions[0] == "参与人数 281 / 338 人 83.13%"
    assert captions[1] == "参与面积 22,301.84 / 26,843.17 ㎡ 83.08%"
    assert captions[2] == "同意人数 243 人 86.47%"
    assert len(page.all("li", "candidate")) == 9
    assert page.texts("span", "verdict") == ["✓ 当选"] * 7 + ["未当选"] * 2
    assert "同意面积未超过1/2，还差102.92平方米" in page.texts("p", "why")[7]
    assert "✓ 参与有效" in page.texts("p", "finding")[0]
    assert "《民法典》第278条第2款" in page.texts("p", "finding")[0]


def test_the_chart_titles_are_there(page: Page) -> None:
    """Every chart has a title and a description, and all ids on the page are different."""
    charts = page.all("svg", "chart")
    assert len(charts) == 2 + 2 * 9 + 2
    assert len(page.all("desc")) == len(charts)
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    named = {
        name
        for each in page.elements
        for name in each.attributes.get("aria-labelledby", "").split()
    }
    assert named <= set(ids)


def test_tables_have_captions_and_headings(page: Page) -> None:
    """Every table has a caption, and every heading cell says what it heads."""
    assert len(page.all("caption")) == len(page.all("table")) == 7
    assert all(each.attributes["scope"] in {"row", "col"} for each in page.all("th"))


def test_no_full_name_is_on_the_page(sample: BoardFacts) -> None:
    """Candidates and officers are masked alike."""
    html = render_board(sample)
    for name in (
        "钟浩然",
        "罗秀英",
        "高其英",
        "肖菲",
        "雷晓波",
        "顾静荣",
        "唐明林",
        "梁欣怡",
        "肖爱华",
    ):
        assert name not in html
    assert "钟**" in html


def test_a_published_list_of_candidates_shows_its_names(sample: BoardFacts) -> None:
    """Where the facts state that the list is published, that name and no other is shown."""
    election = elected(sample)
    first = election.candidates[0]
    shown = evolve(first, person=Person("钟浩然", Naming.PUBLISHED_CANDIDATE))
    html = render_board(
        evolve(sample, election=evolve(election, candidates=(shown, *election.candidates[1:])))
    )
    assert html.count("钟浩然") == 1
    assert "罗秀英" not in html


def test_nothing_gets_in_as_markup(sample: BoardFacts) -> None:
    """Names, opinions and every other text are escaped, and hidden characters taken out."""
    election = elected(sample)
    officer = Officer(NASTY, Person(NASTY, Naming.PUBLISHED_CANDIDATE))
    money = MoneyFacts(
        (IncomeLine(NASTY, 1, NASTY),),
        (SpendingLine(date(2025, 1, 1), NASTY, 1, officer, officer, officer, officer),),
        (AccountLine(NASTY, 0, 0),),
    )
    candidates = (
        evolve(
            election.candidates[0],
            person=Person(NASTY),
            verdict_zh=NASTY,
            why_zh=NASTY,
        ),
    )
    facts = evolve(
        sample,
        place_zh=NASTY,
        posted_by_zh=NASTY,
        contact_zh=NASTY,
        money=money,
        election=evolve(
            election,
            title_zh=NASTY,
            candidates=candidates,
            quorum=QuorumFinding(AtLeast(2, 3), True, Source(NASTY, NASTY), NASTY),
        ),
        fees=(FeeFacts(NASTY, 1, 1, 1, 1),),
        arrears=(evolve(sample.arrears[0], building_zh=NASTY),),
        opinions=(OpinionLine(NASTY, 1, 0, (NASTY,)),),
        sources=(Source(NASTY, NASTY),),
        evidence=evolve(sample.evidence, head_short=NASTY, algorithm=NASTY),
    )
    html = render_board(facts)
    page = Page(html)
    assert page.all("script") == []
    assert "\u202e" not in html
    assert page.texts("p", "place") == ['</td><script>alert("1")</script>&amp;XFDP']
    assert page.texts("dd")[-4] == '“</td><script>alert("1")</script>&amp;XFDP”'


def test_a_year_in_which_nothing_happened(empty: BoardFacts) -> None:
    """Zeros and absences are said in words; nothing is divided by zero."""
    page = Page(render_board(empty))
    assert page.texts("h2") == ["一、收支", "二、依据与核对"]
    assert page.texts("dd")[:3] == ["0.00 元", "0.00 元", "0.00 元"]
    assert page.texts("td")[:1] == ["无账户。"]
    assert "✓ 账实相符" in page.texts("p", "finding")[0]
    assert page.all("p", "held") == []


def test_an_election_of_nobody(empty: BoardFacts, sample: BoardFacts) -> None:
    """No voters and no candidates: a dash instead of a percentage, and it says so."""
    election = evolve(elected(sample), turnout=Turnout(0, 0, 0, 0), candidates=())
    page = Page(
        render_board(evolve(empty, election=election, fees=(FeeFacts("卫生费", 0, 0, 0, 0),)))
    )
    assert page.texts("figcaption")[0] == "参与人数 0 / 0 人 -"
    assert page.texts("li", "none") == ["无候选人。"]
    assert page.texts("dd")[3:5] == ["-", "-"]


def test_a_failed_quorum_is_said_in_words(sample: BoardFacts) -> None:
    """225 of 338 is one short of two thirds: words and a cross, not colour alone."""
    election = elected(sample)
    failed = evolve(
        election,
        turnout=Turnout(338, 225, 268_431_700, 223_018_400),
        candidates=(),
        quorum=evolve(election.quorum, is_met=False, why_zh="人数还差1人。"),
    )
    page = Page(render_board(evolve(sample, election=failed)))
    finding = page.all("p", "finding")[0]
    assert "unmet" in finding.attributes["class"].split()
    assert "✕ 参与不足，选举无效" in finding.text
    assert "人数还差1人。" in finding.text
    assert page.texts("figcaption")[0] == "参与人数 225 / 338 人 66.56%"


def test_a_tie_is_said_in_words(sample: BoardFacts) -> None:
    """Candidates with equal votes are marked as tied, with the reason."""
    election = elected(sample)
    tied = tuple(
        evolve(each, outcome=Outcome.TIED, verdict_zh="票数相同", why_zh="须重新投票。")
        for each in election.candidates[6:8]
    )
    page = Page(render_board(evolve(sample, election=evolve(election, candidates=tied))))
    assert page.texts("span", "verdict") == ["＝ 票数相同", "＝ 票数相同"]
    assert page.texts("p", "why") == ["须重新投票。", "须重新投票。"]


def test_the_span_of_the_money_is_stated(sample: BoardFacts) -> None:
    """Where the statements cover a part of the year only, the board says which."""
    quarter = Span(date(2025, 1, 1), date(2025, 4, 1))
    html = render_board(evolve(sample, money=evolve(sample.money, covers=quarter)))
    assert "收支期间：2025-01-01 至 2025-03-31。" in html
    assert "收支期间" not in render_board(sample)


def test_accounts_that_do_not_agree_are_said_to(sample: BoardFacts) -> None:
    """One fen too little in the bank is on the board, with the difference."""
    money = evolve(sample.money, accounts=(AccountLine("银行", 1_204_530, 6_071_536),))
    page = Page(render_board(evolve(sample, money=money)))
    finding = page.all("p", "finding")[1]
    assert "unmet" in finding.attributes["class"].split()
    assert finding.text == "✕ 账实不符 与期末余额相差 -0.01 元，正在核查。"


def test_money_waiting_is_left_out_only_when_there_is_none(sample: BoardFacts) -> None:
    """Neither suspense nor missing papers: nothing about them; a fen of one: a line."""
    none = evolve(sample.money, suspense=Held(), awaiting_papers=Held())
    assert Page(render_board(evolve(sample, money=none))).all("p", "held") == []
    one = evolve(none, suspense=Held(1, 1))
    assert "0.01 元，共 1 笔" in Page(render_board(evolve(sample, money=one))).texts("p", "held")[0]


def test_hundreds_of_categories_are_all_in_the_table(sample: BoardFacts) -> None:
    """The chart shows a dozen, the table all 300, the most frequent first."""
    lines = tuple(OpinionLine(f"类别{number:03d}", number, 0) for number in range(300))
    page = Page(render_board(evolve(sample, opinions=lines)))
    rows = [row for row in page.texts("tr") if row.startswith("类别")][1:]
    assert len(rows) == 300
    assert rows[0] == "类别2992990299"
    assert rows[-1] == "类别000000"
    assert page.texts("h3").count("大家怎么说") == 0


def test_an_unverified_source_is_marked(page: Page) -> None:
    """Whoever reads the board sees which text was not checked."""
    assert page.texts("li")[-4:] == [
        "《民法典》第278条第2款（2021年1月1日起施行）",
        "《个人信息保护法》第25条（2021年11月1日起施行）",
        "《湖北省物业服务和管理条例》第30条 文本待核",
        "自治管理委员会决定2021年第3号",
    ]


def test_the_evidence_can_be_photographed(page: Page) -> None:
    """The number of entries and events, and the head of the chain, are on the board."""
    assert page.texts("code") == ["7c1e 90ab 44d2 f3b8"]
    assert any("账目共 412 笔记账，办理记录共 1286 条" in text for text in page.texts("p", "note"))


def test_the_same_facts_give_the_same_page(sample: BoardFacts) -> None:
    """Nothing on the page depends on when or where it is drawn."""
    assert render_board(sample) == render_board(evolve(sample))


def test_what_has_no_form_is_refused(empty: BoardFacts) -> None:
    """A float that slipped into the facts never reaches the board."""
    with pytest.raises(TypeError, match="no form on a notice board"):
        render_board(evolve(empty, year=2025.5))  # type: ignore[arg-type]  # tested at run time
