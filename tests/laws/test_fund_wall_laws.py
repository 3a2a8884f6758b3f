"""Money stays in its fund: the rule against a purse for each fund that is counted coin by coin."""

from collections import defaultdict
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gongtong.ledger.books.chart import DEFAULT_CHART, FUND_TRANSFERS
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.fund_walls import MAY_CROSS, reasons_of_crossing

ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}
MONEY = ["1001", "1002", "1012.wechat", "1012.alipay"]
OTHERS = ["1221", "2241", "3101", FUND_TRANSFERS, "4901", "5101"]
OPENED, DAY = date(2025, 1, 1), date(2025, 6, 10)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a draft of a few lines, balanced in every fund by a line that is no money."""
    lines = draw(
        st.lists(
            st.builds(
                Posting,
                st.sampled_from(MONEY + OTHERS),
                st.sampled_from(["sanitation", "maintenance", "deposits"]),
                st.integers(-3, 3).filter(bool),
            ),
            max_size=5,
        )
    )
    for fund in sorted({line.fund for line in lines}):
        rest = sum(line.amount_fen for line in lines if line.fund == fund)
        if rest:
            lines.append(Posting("4901", fund, -rest))
    return Draft(draw(st.sampled_from(EntryKind)), DAY, "任意", tuple(lines))


def crosses(draft: Draft) -> bool:
    """Put coins into and out of a purse for each fund: one got lighter while another got heavier."""
    purses: dict[str, list[int]] = defaultdict(list)
    for line in draft.postings:
        if line.account in MONEY:
            for _ in range(abs(line.amount_fen)):
                coin = 1 if line.amount_fen > 0 else -1
                if -coin in purses[line.fund]:
                    purses[line.fund].remove(-coin)
                else:
                    purses[line.fund].append(coin)
    return {coin for purse in purses.values() for coin in purse} == {-1, 1}


@given(draft=drafts())
def test_exactly_what_crosses_is_refused(draft: Draft) -> None:
    """A draft is refused when money crosses or the account of transfers is touched, unless its kind may."""
    refused = any(reasons_of_crossing(draft, ACCOUNTS, OPENED))
    touched = any(line.account == FUND_TRANSFERS for line in draft.postings)
    assert refused is ((crosses(draft) or touched) and draft.kind not in MAY_CROSS)


@given(draft=drafts(), order=st.randoms(use_true_random=False))
def test_the_order_of_lines_says_nothing(draft: Draft, order: Random) -> None:
    """Shuffled lines are ruled on alike."""
    lines = list(draft.postings)
    order.shuffle(lines)
    shuffled = Draft(draft.kind, draft.effective_on, draft.narration, tuple(lines))
    assert [reason.code for reason in reasons_of_crossing(shuffled, ACCOUNTS, OPENED)] == [
        reason.code for reason in reasons_of_crossing(draft, ACCOUNTS, OPENED)
    ]
