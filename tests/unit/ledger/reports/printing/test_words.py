"""What a table says in words, and whose names it hides."""

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from gongtong.ledger.books.accounts import Fund
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.reports.printing.words import (
    KINDS_ZH,
    NamesShown,
    Wording,
    kind_zh,
    masked_in,
)

WORDING = Wording("测试小区", DEFAULT_CHART, people={"王芳", "欧阳修文"})


def test_every_kind_of_entry_has_a_name_of_its_own() -> None:
    """No kind goes out by its code, and no two are called the same."""
    assert {kind_zh(kind) for kind in EntryKind} == set(KINDS_ZH.values())
    assert len(set(KINDS_ZH.values())) == len(EntryKind)


def test_accounts_and_funds_are_named() -> None:
    """An account has number and name; a fund in another currency says so; what is unknown keeps its code."""
    dollars = Fund("gift", "捐赠", "Gift", currency="USD")
    wording = evolve(WORDING, chart=evolve(DEFAULT_CHART, funds=(*DEFAULT_CHART.funds, dollars)))
    assert wording.account("1001") == "1001 库存现金"
    assert wording.account("9999") == "9999"
    assert (wording.fund("sanitation"), wording.fund("gift")) == ("卫生服务费", "捐赠（USD）")
    assert wording.fund("unknown") == "unknown"


def test_names_are_masked_unless_asked_for_in_full() -> None:
    """A resident's name goes out masked, also in what somebody wrote with a payment."""
    assert (WORDING.name("王芳"), WORDING.name("")) == ("王*", "")
    assert WORDING.text("卫生费 1-1-101 王芳") == "卫生费 1-1-101 王*"
    full = evolve(WORDING, names=NamesShown.IN_FULL)
    assert (full.name("王芳"), full.text("王芳交")) == ("王芳", "王芳交")


def test_the_longest_name_is_masked_as_a_whole() -> None:
    """A name that begins with another is masked to its end; one character is no name."""
    people = {"欧阳修", "欧阳修文", "王"}
    assert masked_in("欧阳修文、欧阳修、王", people) == "欧***、欧**、王"


@given(st.text(), st.sets(st.text(min_size=2, max_size=4), max_size=5))
def test_what_is_no_name_is_left_alone(text: str, people: set[str]) -> None:
    """Without a listed name in it a text goes out as it is."""
    assume(not any(name in text for name in people))
    assert masked_in(text, people) == text
    assert masked_in(text, set()) == text


def test_funds_of_one_currency_add_up() -> None:
    """Two funds in yuan do; a fund that nobody knows adds up with itself alone."""
    assert WORDING.adds_up(["sanitation", "common-income"])
    assert WORDING.adds_up([])
    assert WORDING.adds_up(["unknown"])
    assert not WORDING.adds_up(["sanitation", "unknown"])
