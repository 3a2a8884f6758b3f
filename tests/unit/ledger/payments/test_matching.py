"""Whose a payment is: the rule, case by case."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Register
from gongtong.ledger.exchange.bills import BillLine, Direction
from gongtong.ledger.payments.alias_book import AliasBook, AliasKind, AliasTarget
from gongtong.ledger.payments.matching import (
    Matched,
    MatchedBy,
    Matcher,
    MatchFlag,
    MatchOutcome,
    NotAFee,
    OtherKind,
    Refunded,
    Suspended,
    SuspenseReason,
)
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

Home = Callable[[str], UUID]


def paid(
    text: str,
    payer: str = "路人",
    amount_fen: int = 30_000,
    *,
    way: Direction = Direction.IN,
    status: str = "已存入零钱",
) -> BillLine:
    at = datetime(2025, 1, 4, tzinfo=UTC)
    return BillLine("1", at, payer, "", text, way, amount_fen, status, "转账", "b.csv", 18)


def reason_of(outcome: MatchOutcome) -> SuspenseReason:
    assert isinstance(outcome, Suspended)
    return outcome.reason


@pytest.mark.parametrize(
    ("text", "payer", "label", "by"),
    [
        ("3栋2单元502室卫生费", "覃菲", "3-2-502", MatchedBy.WHOLE_LABEL),
        ("3栋2单元502室卫生费", "谢卫东", "3-2-502", MatchedBy.WHOLE_LABEL),
        ("3-2-502 陈静荣", "路人", "3-2-502", MatchedBy.WHOLE_LABEL),
        ("3-2-502 3栋", "路人", "3-2-502", MatchedBy.WHOLE_LABEL),
        ("25.1.3 3-2-502", "路人", "3-2-502", MatchedBy.WHOLE_LABEL),
        ("10栋602", "路人", "10-1-602", MatchedBy.WHOLE_LABEL),
        ("陈静荣 3-502", "路人", "3-1-502", MatchedBy.PART_OF_LABEL),
        ("3-502", "陈静荣", "3-1-502", MatchedBy.PART_OF_LABEL),
        ("毛俊杰、韦兵 5-502", "路人", "5-2-502", MatchedBy.PART_OF_LABEL),
        ("韦兵 5-502", "毛俊杰", "5-2-502", MatchedBy.PART_OF_LABEL),
        ("401卫生费 8栋", "王芳", "8-1-401", MatchedBy.PART_OF_LABEL),
        ("602", "李菲", "9-2-602", MatchedBy.PART_OF_LABEL),
        ("卫生费", "李菲", "9-2-602", MatchedBy.OWNER_NAME),
        ("李菲卫生费", "路人", "9-2-602", MatchedBy.OWNER_NAME),
        ("卫生费", "韦兵", "5-2-502", MatchedBy.OWNER_NAME),
    ],
)
def test_a_payment_reaches_the_dwelling_it_names(
    matcher: Matcher, home: Home, text: str, payer: str, label: str, by: MatchedBy
) -> None:
    """A whole label by itself, a part together with an owner, a name with the fee's word and amount."""
    outcome = matcher.match(paid(text, payer))
    assert isinstance(outcome, Matched)
    assert (outcome.dwelling_id, outcome.by) == (home(label), by)


@pytest.mark.parametrize(
    ("text", "payer", "reason", "candidates"),
    [
        ("3栋2单元602", "覃菲", SuspenseReason.UNKNOWN_DWELLING, ("3-2-502",)),
        ("3-3-502", "路人", SuspenseReason.UNKNOWN_DWELLING, ("3-1-502", "3-2-502")),
        ("3-2-501、502", "覃菲", SuspenseReason.SEVERAL_DWELLINGS, ("3-2-501", "3-2-502")),
        (
            "3-2-501 3-2-502",
            "路人",
            SuspenseReason.SEVERAL_DWELLINGS,
            ("3-2-501", "3-2-502", "3-1-502"),
        ),
        ("3-2-502 3-2-777", "路人", SuspenseReason.SEVERAL_DWELLINGS, ("3-2-502", "3-1-502")),
        (
            "3-2-502 5-502",
            "路人",
            SuspenseReason.SEVERAL_DWELLINGS,
            ("3-2-502", "3-1-502", "5-2-502", "5-3-502"),
        ),
        ("401", "王芳", SuspenseReason.SEVERAL_DWELLINGS, ("7-1-401", "8-1-401")),
        ("3-502", "路人", SuspenseReason.UNKNOWN_PAYER, ("3-1-502", "3-2-502")),
        ("10-602", "路人", SuspenseReason.UNKNOWN_PAYER, ("10-1-602",)),
        ("10栋602 李菲", "路人", SuspenseReason.UNKNOWN_PAYER, ("10-1-602", "9-2-602")),
        ("帮邻居交 3-502", "陈静荣", SuspenseReason.UNREAD_TEXT, ("3-1-502", "3-2-502")),
        ("11-602", "李菲", SuspenseReason.UNKNOWN_DWELLING, ("9-2-602",)),
        ("卫生费", "王芳", SuspenseReason.SEVERAL_OWNERS, ("7-1-401", "8-1-401")),
        ("李菲卫生费", "覃菲", SuspenseReason.SEVERAL_OWNERS, ("9-2-602", "3-2-502")),
        ("卫生费", "路人", SuspenseReason.UNKNOWN_PAYER, ()),
        ("两户卫生费", "李菲", SuspenseReason.UNREAD_TEXT, ("9-2-602",)),
        ("转账", "李菲", SuspenseReason.NO_FEE_WORD, ("9-2-602",)),
        ("", "李菲", SuspenseReason.NO_FEE_WORD, ("9-2-602",)),
        ("转账", "路人", SuspenseReason.NO_FEE_WORD, ()),
        ("A3-2-502", "李菲", SuspenseReason.UNREAD_TEXT, ("9-2-602",)),
    ],
)
def test_a_payment_in_doubt_waits(
    matcher: Matcher,
    home: Home,
    text: str,
    payer: str,
    reason: SuspenseReason,
    candidates: tuple[str, ...],
) -> None:
    """It says why it waits, and lists whom a person should look at first."""
    assert matcher.match(paid(text, payer)) == Suspended(reason, tuple(map(home, candidates)))


@pytest.mark.parametrize(
    ("amount_fen", "outcome"),
    [
        (29_999, SuspenseReason.NOT_THE_FEE),
        (30_000, Matched),
        (30_001, SuspenseReason.NOT_THE_FEE),
        (15_000, SuspenseReason.NOT_THE_FEE),
        (60_000, Matched),
    ],
)
def test_a_name_alone_needs_the_fees_amount(
    matcher: Matcher, amount_fen: int, outcome: object
) -> None:
    """The fee or an exact multiple of it, not one fen more or less."""
    found = matcher.match(paid("卫生费", "李菲", amount_fen))
    if outcome is Matched:
        assert isinstance(found, Matched)
    else:
        assert reason_of(found) is outcome


@pytest.mark.parametrize(
    ("text", "payer", "amount_fen", "flags"),
    [
        ("3-2-502", "覃菲", 30_000, ()),
        ("3-2-502", "覃菲", 29_999, (MatchFlag.PART_PAYMENT,)),
        ("3-2-502", "覃菲", 30_001, (MatchFlag.OVER_PAYMENT,)),
        ("3-2-502", "路人", 30_000, (MatchFlag.OTHER_PAYER,)),
        ("3-2-502 覃菲", "路人", 30_000, (MatchFlag.OTHER_PAYER,)),
        (
            "3-2-502 李菲",
            "李菲",
            15_000,
            (MatchFlag.PART_PAYMENT, MatchFlag.OTHER_PAYER, MatchFlag.OTHER_OWNER_NAMED),
        ),
    ],
)
def test_what_a_person_may_want_to_look_at_is_flagged(
    matcher: Matcher, text: str, payer: str, amount_fen: int, flags: tuple[MatchFlag, ...]
) -> None:
    """A payment for a named dwelling is credited all the same."""
    outcome = matcher.match(paid(text, payer, amount_fen))
    assert isinstance(outcome, Matched)
    assert outcome.flags == flags


@pytest.mark.parametrize(
    ("line", "kind", "candidates"),
    [
        (paid("微信红包-退款", "李菲", 8_800), OtherKind.OTHER_INCOME, ("9-2-602",)),
        (paid("退款", "路人"), OtherKind.OTHER_INCOME, ()),
        (paid("3-2-502退款", "路人"), OtherKind.OTHER_INCOME, ("3-2-502", "3-1-502")),
        (paid("借书", "路人", 8_800), OtherKind.OTHER_INCOME, ()),
        (paid("路灯灯泡", "新民建材", 9_600, way=Direction.OUT), OtherKind.EXPENSE, ()),
        (paid("3-2-502", "覃菲", way=Direction.OUT), OtherKind.EXPENSE, ()),
        (paid("提现", "招商银行", way=Direction.NEUTRAL), OtherKind.NEUTRAL, ()),
        (paid("3-2-502卫生费", "覃菲", status="交易关闭"), OtherKind.UNSETTLED, ()),
        (paid("3-2-502卫生费", "覃菲", 0), OtherKind.UNSETTLED, ()),
    ],
)
def test_what_is_no_fee_is_said_to_be_none(
    matcher: Matcher, home: Home, line: BillLine, kind: OtherKind, candidates: tuple[str, ...]
) -> None:
    """Refunds, gifts, spending, moves between own accounts, and payments that never went through."""
    assert matcher.match(line) == NotAFee(kind, tuple(map(home, candidates)))


def test_without_a_known_fee_a_name_is_not_enough(register: Register) -> None:
    """Before fees are assessed nobody can say that the amount is right; a label is enough."""
    matcher = Matcher(register, {}, CN_PAYMENT_WORDS)
    assert matcher.match(paid("卫生费", "李菲")) != matcher.match(paid("9-2-602", "李菲"))
    assert reason_of(matcher.match(paid("卫生费", "李菲"))) is SuspenseReason.NOT_THE_FEE
    assert isinstance(matcher.match(paid("9-2-602", "李菲")), Matched)


def test_every_reason_is_said_in_both_languages() -> None:
    """The treasurer reads Chinese, the programmer English."""
    assert all(reason.zh and reason.en for reason in SuspenseReason)
    assert SuspenseReason.NO_FEE_WORD.zh == "附言没有房号也没有写明缴费"


@pytest.mark.parametrize(
    ("amount_fen", "outcome"),
    [
        (14_999, NotAFee(OtherKind.OTHER_INCOME)),
        (15_000, Suspended(SuspenseReason.NO_FEE_WORD)),
        (15_001, NotAFee(OtherKind.OTHER_INCOME)),
        (60_000, Suspended(SuspenseReason.NO_FEE_WORD)),
    ],
    ids=["just-under-half", "half", "just-over-half", "two-years"],
)
def test_half_a_fee_without_a_word_waits_as_a_fee_and_another_amount_does_not(
    matcher: Matcher, amount_fen: int, outcome: MatchOutcome
) -> None:
    """People pay half a fee, or some years at once; 149.99 yuan from a stranger is no fee."""
    assert matcher.match(paid("转账", "路人", amount_fen)) == outcome


def learned(register: Register, *aliases: tuple[AliasKind, str, str]) -> AliasBook:
    """A book of aliases, each of a kind, with what is said, for the home at a label."""
    homes = [(kind, said, register.at(DwellingLabel.parse(at))) for kind, said, at in aliases]
    return AliasBook.of(
        (kind, said, AliasTarget(one.id, one.party.id)) for kind, said, one in homes
    )


NEPHEW = (AliasKind.PAYER, "外甥", "3-2-501")
PHRASE = (AliasKind.TEXT, "外甥\n妈妈家", "3-2-501")


def knowing(matcher: Matcher, register: Register, *aliases: tuple[AliasKind, str, str]) -> Matcher:
    return evolve(matcher, aliases=learned(register, *aliases))


@pytest.mark.parametrize("text", ["转账", "卫生费", "2025年卫生费", "501卫生费"])
def test_a_payer_who_was_learned_is_certain(
    matcher: Matcher, register: Register, home: Home, text: str
) -> None:
    """What would wait is matched, also when the text fits the dwelling in part."""
    line = paid(text, "外甥")
    assert isinstance(matcher.match(line), Suspended)
    outcome = knowing(matcher, register, NEPHEW).match(line)
    assert isinstance(outcome, Matched)
    assert (outcome.dwelling_id, outcome.by) == (home("3-2-501"), MatchedBy.ALIAS)
    assert MatchFlag.OTHER_PAYER in outcome.flags


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        ("502卫生费", "外甥"),
        ("3-9-999卫生费", "外甥"),
        ("3-2-501 3-2-502", "外甥"),
        ("王芳卫生费", "外甥"),
        ("4x7卫生费", "外甥"),
        ("转账", "外甥女"),
    ],
)
def test_an_alias_gives_way_to_whatever_else_is_said(
    matcher: Matcher, register: Register, text: str, payer: str
) -> None:
    """Another room, another dwelling, two, another owner, figures nobody understands, another payer."""
    line = paid(text, payer)
    assert knowing(matcher, register, NEPHEW).match(line) == matcher.match(line)
    assert isinstance(matcher.match(line), Suspended)


@pytest.mark.parametrize("text", ["9-2-602", "退款", "停车费"])
def test_what_is_certain_already_is_not_asked_of_aliases(
    matcher: Matcher, register: Register, text: str
) -> None:
    """A whole label, or money that is no fee."""
    line = paid(text, "外甥")
    assert not isinstance(matcher.match(line), Suspended)
    assert evolve(knowing(matcher, register, NEPHEW)).match(line) == matcher.match(line)


def test_an_owners_name_alone_does_not_tell_for_which_home_he_pays(
    matcher: Matcher, register: Register, home: Home
) -> None:
    """His own words do: 李菲 owns one home and pays for her mother's with the same words as before."""
    by_name = knowing(matcher, register, (AliasKind.PAYER, "李菲", "3-2-501"))
    assert isinstance(by_name.match(paid("转账", "李菲")), Suspended)
    by_words = knowing(matcher, register, (AliasKind.TEXT, "李菲\n妈妈家", "3-2-501"))
    outcome = by_words.match(paid("转账备注:妈妈家", "李菲"))
    assert isinstance(outcome, Matched)
    assert outcome.dwelling_id == home("3-2-501")


def test_words_count_only_with_the_payer_who_wrote_them(
    matcher: Matcher, register: Register
) -> None:
    """The same words of somebody else mean another mother."""
    knows = knowing(matcher, register, PHRASE)
    assert isinstance(knows.match(paid("妈妈家", "外甥")), Matched)
    assert isinstance(knows.match(paid("妈妈家", "路人")), Suspended)
    assert isinstance(knows.match(paid("妈妈家 ", "外甥")), Matched)
    assert isinstance(knows.match(paid("妈妈的家", "外甥")), Suspended)


def test_an_alias_for_two_homes_makes_the_payment_wait(
    matcher: Matcher, register: Register, home: Home
) -> None:
    """Of one kind or of two: both homes are shown."""
    other = (AliasKind.PAYER, "外甥", "3-2-502")
    for aliases in ((NEPHEW, other), (PHRASE, other)):
        outcome = knowing(matcher, register, *aliases).match(paid("妈妈家", "外甥"))
        assert isinstance(outcome, Suspended)
        assert outcome.reason is SuspenseReason.SEVERAL_ALIASES
        assert set(outcome.candidates) == {home("3-2-501"), home("3-2-502")}


def test_an_alias_ends_when_the_home_changes_hands(matcher: Matcher, register: Register) -> None:
    """It was learned of the people who owned it then; learned anew, it holds."""
    home = register.at(DwellingLabel.parse("3-2-501"))
    sold = AliasTarget(home.id, UUID(int=999))
    stale = AliasBook.of([(AliasKind.PAYER, "外甥", sold)])
    assert isinstance(evolve(matcher, aliases=stale).match(paid("转账", "外甥")), Suspended)
    anew = AliasBook.of(
        [
            (AliasKind.PAYER, "外甥", sold),
            (AliasKind.PAYER, "外甥", AliasTarget(home.id, home.party.id)),
        ]
    )
    assert isinstance(evolve(matcher, aliases=anew).match(paid("转账", "外甥")), Matched)


def test_an_account_that_was_learned_is_certain(matcher: Matcher, register: Register) -> None:
    """Where it is not masked; a bank shows it whole."""
    knows = knowing(matcher, register, (AliasKind.ACCOUNT, "6222021", "3-2-501"))
    line = evolve(paid("转账", "外甥"), counterparty_account="6222021")
    assert isinstance(knows.match(line), Matched)
    masked = knowing(matcher, register, (AliasKind.ACCOUNT, "622***1", "3-2-501"))
    assert isinstance(masked.match(evolve(line, counterparty_account="622***1")), Suspended)


def test_money_that_came_back_is_a_refund_whatever_it_says(matcher: Matcher) -> None:
    """The app says so in the kind of transaction, not the payer in his text."""
    line = evolve(paid("3-2-502"), kind="美团平台商户-退款", transaction_id="7_1")
    assert matcher.match(line) == Refunded("7")
    assert matcher.match(evolve(line, status="交易关闭")) == NotAFee(OtherKind.UNSETTLED)
