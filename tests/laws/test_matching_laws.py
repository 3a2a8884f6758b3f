"""Laws of matching: however a dwelling is written, a payment reaches that dwelling or nobody.

The texts are rendered here from dwellings and names; the matcher must find the way back. The names are few, so
that namesakes and joint owners are everywhere, and some end in a numeral, to be mistaken for part of a number.
"""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Final
from uuid import UUID, uuid5

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty, Register
from gongtong.ledger.exchange.bills import BillLine, Direction
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget, Carried
from gongtong.ledger.payments.free_text import normal
from gongtong.ledger.payments.matching import (
    Matched,
    MatchedBy,
    Matcher,
    MatchFlag,
    Suspended,
    SuspenseReason,
)
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

IDS: Final = UUID("0d9b2a52-7a51-5f57-9a7e-3f1f4a1f2b10")
FEE_FEN: Final = 30_000
NAMES: Final = (
    "王芳",
    "李十",
    "张三",
    "李十一",
    "丁一",
    "陆五",
    "欧阳修文",
    "陈静",
    "万百",
    "卫平",
)
FIGURES: Final = "零一二三四五六七八九"


def spelt(number: int) -> str:
    """Write a number below 100 in Chinese, as for a building: 12 is 十二."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{FIGURES[tens]}十")
    return head + (FIGURES[ones] if ones else "")


def figure_by_figure(number: int) -> str:
    """Write a number figure by figure, as for a room: 402 is 四零二."""
    return "".join(FIGURES[int(figure)] for figure in str(number))


def wide(text: str) -> str:
    """Write figures and hyphens full-width."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign in "0123456789-#" else sign for sign in text)


def whole_forms(at: DwellingLabel) -> list[str]:
    """Write a dwelling wholly, in the ways people do."""
    b, u, r = at.building, at.unit, at.room
    return [
        *(
            f"{b}{mark}{u}单元{r}{room}"
            for mark in ("栋", "幢", "号楼", "座")
            for room in ("室", "号", "", "房")
        ),
        *(
            f"{b}{sign}{u}{sign}{r}"
            for sign in ("-", "－", "—", "/", ".", "_", "#", " - ", "一", " ")
        ),
        *(f"{b}{mark}{u}-{r}" for mark in ("#", "栋", "幢", "#-")),
        f"{spelt(b)}栋{spelt(u)}单元{r}",
        f"{spelt(b)}号楼{spelt(u)}单元{figure_by_figure(r)}室",
        f"{b} 栋 {u} 单元 {r} 室",
        f"第{b}栋第{u}单元{r}室",
        f"{b}栋{u}单元{r // 100}楼{r}室",
        f"{b}-{u}-{r:04}",
        f"{b:02}栋{u:02}单元{r:04}",
        wide(f"{b}栋{u}单元{r}室"),
        wide(f"{b}-{u}-{r}"),
        wide(f"{b}#{u}-{r}"),
    ]


def part_forms(at: DwellingLabel) -> list[str]:
    """Write a dwelling in part: without the unit, or without the building as well."""
    b, u, r = at.building, at.unit, at.room
    return [
        f"{b}-{r}",
        f"{b}栋{r}",
        f"{b}#{r}",
        f"{b}号楼{r}室",
        f"{u}单元{r}",
        f"{r}室",
        f"{r}",
        figure_by_figure(r),
    ]


def owner(name: str, number: int) -> Owner:
    return Owner(uuid5(IDS, f"{name}/{number}"), name, f"1380000{number:04}")


def party(*members: Owner) -> OwnerParty:
    return OwnerParty(uuid5(IDS, "+".join(str(one.id) for one in members)), members)


SOLE: Final = [party(owner(name, number)) for name in NAMES for number in (0, 1)]
JOINT: Final = [party(one.members[0], other.members[0]) for one, other in pairwise(SOLE)]


def label(number: int) -> DwellingLabel:
    """Spread the dwellings of a compound of high and low houses over a range of numbers."""
    number, building = divmod(number, 23)
    number, unit = divmod(number, 4)
    floor, door = divmod(number, 4)
    return DwellingLabel(building + 1, unit + 1, (floor + 1) * 100 + door + 1)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a compound of up to eighteen floors; a few names own it, alone, jointly and repeatedly."""
    numbers = draw(
        st.lists(st.integers(0, 23 * 4 * 4 * 18 - 1), min_size=2, max_size=8, unique=True)
    )
    return Register(
        tuple(
            Dwelling(
                uuid5(IDS, str(number)),
                label(number),
                draw(st.sampled_from(SOLE + JOINT)),
                DwellingStatus.OWNER_OCCUPIED,
                600_000,
            )
            for number in numbers
        ),
        date(2025, 1, 1),
    )


@frozen
class Written:
    """A payment that somebody made for a dwelling, and what he wrote."""

    register: Register
    dwelling: Dwelling
    payer: str
    text: str
    amount_fen: int = FEE_FEN

    def outcome(self) -> object:
        matcher = Matcher(
            self.register, {one.id: FEE_FEN for one in self.register.dwellings}, CN_PAYMENT_WORDS
        )
        at = datetime(2025, 1, 4, tzinfo=UTC)
        return matcher.match(
            BillLine(
                "1",
                at,
                self.payer,
                "",
                self.text,
                Direction.IN,
                self.amount_fen,
                "已收钱",
                "转账",
                "b.csv",
                18,
            )
        )


BEFORE: Final = st.sampled_from(
    [
        "",
        "转账备注:",
        "交",
        "卫生费",
        "卫生费：",
        "房号",
        "2025年",
        "2025年度卫生费 ",
        "2025 ",
        "1月3日",
        "13971234567 ",
        "¥300 ",
        "您好，",
    ]
)
AFTER: Final = st.sampled_from(
    [
        "",
        "卫生费",
        " 卫生服务费",
        "卫生费300元",
        "卫生费300",
        " 2025",
        "，2025年1-12月",
        " 13971234567",
        " 谢谢",
        "！",
        "（2025.1.4）",
    ]
)


@st.composite
def whole(draw: st.DrawFn) -> Written:
    """Somebody, of the register or not, names a dwelling wholly, among other words."""
    register = draw(registers())
    dwelling = draw(st.sampled_from(register.dwellings))
    said = draw(st.sampled_from(whole_forms(dwelling.label)))
    payer = draw(st.sampled_from([*NAMES, "路人", "*静", ""]))
    named = draw(st.sampled_from(["", f" {payer}", " 王芳", " 孙某"]))
    amount_fen = draw(st.sampled_from([FEE_FEN, 15_000, 60_000, 8_800]))
    return Written(
        register, dwelling, payer, f"{draw(BEFORE)}{said}{draw(AFTER)}{named}", amount_fen
    )


@st.composite
def glued(draw: st.DrawFn) -> Written:
    """The payer writes his name right before the dwelling: 李十三栋2单元501."""
    register = draw(registers())
    dwelling = draw(st.sampled_from(register.dwellings))
    own = [member.name for member in dwelling.party.members]
    payer = draw(st.sampled_from([*own, *NAMES, "钱七"]))
    forms = whole_forms(dwelling.label) + (part_forms(dwelling.label) if payer in own else [])
    return Written(register, dwelling, payer, f"{payer}{draw(st.sampled_from(forms))}{draw(AFTER)}")


@st.composite
def part(draw: st.DrawFn) -> Written:
    """An owner names his dwelling in part, with or without his name."""
    register = draw(registers())
    dwelling = draw(st.sampled_from(register.dwellings))
    name = draw(st.sampled_from([member.name for member in dwelling.party.members]))
    payer, named = draw(st.sampled_from([(name, ""), (name, f"{name} "), ("路人", f"{name} ")]))
    said = draw(st.sampled_from(part_forms(dwelling.label)))
    return Written(register, dwelling, payer, f"{named}{said}{draw(AFTER)}")


@st.composite
def name_only(draw: st.DrawFn) -> Written:
    """An owner writes that it is the fee, and nothing more."""
    register = draw(registers())
    dwelling = draw(st.sampled_from(register.dwellings))
    payer = draw(st.sampled_from([member.name for member in dwelling.party.members]))
    text = draw(
        st.sampled_from(
            ["卫生费", "转账备注:卫生费", "2025年卫生费", "卫生费 谢谢", f"{payer}卫生费"]
        )
    )
    amount_fen = draw(st.sampled_from([FEE_FEN, 60_000]))
    return Written(register, dwelling, payer, text, amount_fen)


@given(whole())
@settings(max_examples=300, deadline=None)
def test_a_whole_label_reaches_its_dwelling(written: Written) -> None:
    """Whoever pays, whatever else he writes and whatever the amount: the dwelling named is credited."""
    outcome = written.outcome()
    assert isinstance(outcome, Matched), written.text
    assert outcome.dwelling_id == written.dwelling.id
    assert outcome.by is MatchedBy.WHOLE_LABEL


@given(st.one_of(glued(), part(), name_only()))
@settings(max_examples=400, deadline=None)
def test_nobody_else_is_ever_credited(written: Written) -> None:
    """Short, glued and ambiguous texts reach the right dwelling or wait for a person."""
    outcome = written.outcome()
    if isinstance(outcome, Matched):
        assert outcome.dwelling_id == written.dwelling.id, written.text


@given(part())
@settings(max_examples=150, deadline=None)
def test_a_part_with_the_owners_name_reaches_the_only_dwelling_it_fits(written: Written) -> None:
    """With one dwelling of that name and room there is nothing to wait for."""
    room = written.dwelling.label.room
    name = next(
        m.name for m in written.dwelling.party.members if m.name in written.text + written.payer
    )
    alike = [
        one
        for one in written.register.dwellings
        if one.label.room == room and any(m.name == name for m in one.party.members)
    ]
    if len(alike) == 1:
        outcome = written.outcome()
        assert isinstance(outcome, Matched), written.text
        assert outcome.dwelling_id == written.dwelling.id


@given(name_only())
@settings(max_examples=150, deadline=None)
def test_a_name_is_enough_exactly_when_it_owns_one_dwelling(written: Written) -> None:
    """Namesakes and owners of several dwellings wait for a person."""
    owned = [
        one
        for one in written.register.dwellings
        if any(member.name == written.payer for member in one.party.members)
    ]
    outcome = written.outcome()
    if len(owned) == 1:
        assert isinstance(outcome, Matched)
        over = (MatchFlag.OVER_PAYMENT,) if written.amount_fen > FEE_FEN else ()
        assert outcome == Matched(owned[0].id, MatchedBy.OWNER_NAME, over)
    else:
        assert isinstance(outcome, Suspended)
        assert outcome.reason is SuspenseReason.SEVERAL_OWNERS
        assert written.dwelling.id in outcome.candidates or len(owned) > 8


@given(whole(), st.integers(100, 3304))
@settings(max_examples=150, deadline=None)
def test_a_label_that_is_not_there_is_nobodys(written: Written, room: int) -> None:
    """A dwelling that does not exist is not corrected into one that does."""
    gone = DwellingLabel(written.dwelling.label.building, written.dwelling.label.unit, room)
    if written.register.find(gone) is not None:
        return
    text = f"{gone.building}-{gone.unit}-{gone.room}卫生费"
    outcome = Written(written.register, written.dwelling, written.payer, text).outcome()
    assert isinstance(outcome, Suspended), text
    assert outcome.reason is SuspenseReason.UNKNOWN_DWELLING


@given(whole(), whole())
@settings(max_examples=60, deadline=None)
def test_two_dwellings_in_one_text_are_nobodys(first: Written, second: Written) -> None:
    """A payment for two dwellings is not given to one of them."""
    others = [one for one in first.register.dwellings if one.id != first.dwelling.id]
    text = f"{first.dwelling.label.zh()}和{others[0].label.zh()}"
    outcome = Written(first.register, first.dwelling, second.payer, text, 60_000).outcome()
    assert isinstance(outcome, Suspended)
    assert outcome.reason is SuspenseReason.SEVERAL_DWELLINGS
    assert set(outcome.candidates) >= {first.dwelling.id, others[0].id}


@given(st.text(max_size=40), registers(), st.sampled_from([*NAMES, "路人"]))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read(text: str, register: Register, payer: str) -> None:
    """No text makes the reader fail; what is normal stays so."""
    Written(register, register.dwellings[0], payer, text).outcome()
    assert normal(normal(text)) == normal(text)


@st.composite
def alias_books(draw: st.DrawFn, register: Register) -> AliasBook:
    """Draw aliases of names and texts that payments carry, for any home, some sold since."""
    texts = st.sampled_from(["卫生费", "妈妈家", ""])
    said = st.builds(Carried, st.sampled_from([*NAMES, "*静", "外甥"]), st.just("6222"), texts)
    homes = st.tuples(st.sampled_from(register.dwellings), st.booleans())
    entries = draw(st.lists(st.tuples(st.sampled_from(AliasKind), said, homes), max_size=6))
    return AliasBook.of(
        (kind, carried.said(kind), AliasTarget(one.id, IDS if sold else one.party.id))
        for kind, carried, (one, sold) in entries
        if carried.said(kind)
    )


@given(st.data(), st.sampled_from([*NAMES, "路人", "外甥"]))
@settings(max_examples=150, deadline=None)
def test_aliases_change_nothing_that_carries_none_and_never_what_is_certain(
    data: st.DataObject, payer: str
) -> None:
    """A line that carries no alias keeps its outcome; one that does goes from waiting to what is remembered alone."""
    register = data.draw(registers())
    texts = ["卫生费", "转账", "妈妈家", "转账备注:妈妈家", "妈妈家卫生费", "退款"]
    first = register.dwellings[0].label
    text = data.draw(st.sampled_from(texts + part_forms(first) + whole_forms(first)))
    way, at = Direction.IN, datetime(2025, 1, 4, tzinfo=UTC)
    line = BillLine("1", at, payer, "", text, way, FEE_FEN, "已收钱", "转账", "b.csv", 18)
    plain = Matcher(register, {one.id: FEE_FEN for one in register.dwellings}, CN_PAYMENT_WORDS)
    book = data.draw(alias_books(register))
    before, after = plain.match(line), evolve(plain, aliases=book).match(line)
    carried = plain.carried(line)
    held = [
        target
        for (kind, said), targets in book.targets.items()
        if said == carried.said(kind)
        for target in targets
        if register.dwelling(target.dwelling_id).party.id == target.party_id
    ]
    if not held or not isinstance(before, Suspended):
        assert after == before
    elif len({target.dwelling_id for target in held}) > 1:
        assert isinstance(after, Suspended)
    elif after != before:
        assert isinstance(after, Matched)
        assert (after.dwelling_id, after.by) == (held[0].dwelling_id, MatchedBy.ALIAS)
