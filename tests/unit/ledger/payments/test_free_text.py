"""What is read in a payment's text, and what is kept as unread."""

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.ledger.payments.free_text import FreeText, Mention, TextReader, normal
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

NAMES = {"陈静荣", "李十", "王芳", "付小军"}


def read(text: str, *, payer: str = "路人", amount_fen: int = 30000) -> FreeText:
    return TextReader(CN_PAYMENT_WORDS, NAMES.__contains__).read(
        text, payer=payer, amount_fen=amount_fen
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("３栋２单元５０２室", "3栋2单元502室"),
        ("3—2－502", "3-2-502"),
        ("3一2一502", "3-2-502"),
        ("3。2。502", "3.2.502"),
        ("3棟2單元502號", "3栋2单元502号"),
        ("第3栋第2单元", "3栋2单元"),
        ("3\u200b栋\t2\n单元", "3栋 2 单元"),
        ("¥300", "¥300"),
        ("第一季度", "第一季度"),
    ],
)
def test_look_alike_signs_are_one(text: str, same: str) -> None:
    """Full-width and traditional signs, other dashes, a 一 between figures."""
    assert normal(text) == same


@pytest.mark.parametrize(
    "text",
    [
        "转账备注:10栋1单元601室卫生费",
        "十栋一单元601卫生服务费",
        "10#1-601",
        "2025年10-1-601",
        "2025年1-1 10-1-601",
        "10-1-601 13971234567",
        "10-1-601卫生费300",
        "10-1-601 2025",
        "10栋1单元6楼601",
        "0716-8123456 10-1-601",
        "2025-01-04 09:30 10-1-601",
        "10-1-601,10栋1单元601室",
    ],
)
def test_one_whole_label_is_read(text: str) -> None:
    """Numbers that are not the dwelling are set aside, and a repetition counts once."""
    assert read(text).labels == (DwellingLabel(10, 1, 601),)
    assert read(text).parts == ()


@pytest.mark.parametrize(
    "text",
    [
        "13971234567",
        "2025年1月",
        "2025-1-3",
        "2025-2026年度",
        "1-12月",
        "300元",
        "¥300.00",
        "300.00",
        "2025",
        "82.5平方",
    ],
)
def test_what_is_no_dwelling_is_not_read_as_one(text: str) -> None:
    """Telephone numbers, days, months, years, areas and the amount leave nothing behind."""
    told = read(f"{text}卫生费")
    assert (told.labels, told.parts, told.unread) == ((), (), ())
    assert told.has_fee_word


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5-502", Mention(5, None, 502)),
        ("5栋502", Mention(5, None, 502, is_plain=True)),
        ("2单元502", Mention(None, 2, 502)),
        ("5栋2单元", Mention(5, 2)),
        ("502室", Mention(room=502)),
        ("502", Mention(room=502)),
        ("5楼502", Mention(room=502)),
        ("3楼502", Mention(3, None, 502)),
    ],
)
def test_a_part_is_read_as_a_part(text: str, part: Mention) -> None:
    """5楼502 is the fifth floor, 3楼502 can only be a building."""
    assert read(text).parts == (part,)


@pytest.mark.parametrize(
    ("text", "names", "unread"),
    [
        ("陈静荣 5-502", ("陈静荣",), ()),
        ("5-502陈静荣卫生费", ("陈静荣",), ()),
        ("付小军卫生费", ("付小军",), ()),
        ("业主陈静荣交卫生费", ("陈静荣",), ()),
        ("代陈静荣交卫生费", (), ("代陈静荣",)),
        ("陈静荣荣卫生费", (), ("陈静荣荣",)),
        ("卫生费 谢谢！", (), ()),
        ("卫生费 尾号1234", (), ("尾号",)),
    ],
)
def test_only_a_whole_word_is_a_name(
    text: str, names: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    """A name inside a longer word is another name; what nobody explains is kept."""
    told = read(text)
    assert (told.names, told.unread) == (names, unread)


def test_the_end_of_a_name_is_no_building() -> None:
    """李十三栋2单元501 may be 李十 of building 3, or 李 of building 13."""
    assert read("李十三栋2单元501").labels == ()
    assert read("王三栋2单元501", payer="王三").labels == ()
    assert read("王三栋2单元501").labels == (DwellingLabel(3, 2, 501),)


@pytest.mark.parametrize(
    ("text", "is_left"), [("3-2-502-1", True), ("A3-2-502", True), ("卫生费", False)]
)
def test_figures_that_were_not_understood_are_known(text: str, is_left: bool) -> None:
    """They may have been meant as a dwelling."""
    assert read(text).has_unread_figures is is_left


@pytest.mark.parametrize(("amount_fen", "rooms"), [(30000, ()), (30001, (300,)), (29900, (300,))])
def test_a_number_that_is_the_amount_is_no_room(amount_fen: int, rooms: tuple[int, ...]) -> None:
    """300 beside a payment of 300.00 yuan is what was paid."""
    told = read("卫生费300", amount_fen=amount_fen)
    assert tuple(part.room for part in told.parts) == rooms


def test_purposes_are_told_by_words() -> None:
    """Fee words and words of other matters are both noted."""
    assert read("3-2-502退款").has_other_word
    assert not read("3-2-502").has_fee_word
    assert read("环卫费").has_fee_word
