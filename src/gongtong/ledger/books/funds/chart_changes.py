"""Adding and closing accounts and funds after the books were opened (科目变更)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account, AccountKind, Chart, Fund, chart_problems
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import FUND_TRANSFERS
from gongtong.ledger.sources import BOOKS_RULES

_MOST_NAME: Final = 100
_HELD: Final = frozenset({AccountKind.ASSET, AccountKind.LIABILITY})


@frozen
class AddAccount:
    """A request for a further account (增设科目申请)."""

    account: Account


@frozen
class AddFund:
    """A request for a further fund (增设资金申请)."""

    fund: Fund


@frozen
class CloseAccount:
    """A request that an account take no entry from a day on (停用科目申请)."""

    code: str
    closed_on: date


@frozen
class CloseFund:
    """A request that a fund take no entry from a day on (停用资金申请)."""

    code: str
    closed_on: date


@frozen
class AccountAdded:
    """The chart has a further account (已增设科目)."""

    account: Account


@frozen
class FundAdded:
    """The chart has a further fund (已增设资金)."""

    fund: Fund


@frozen
class AccountClosed:
    """An account takes no entry from a day on (科目已停用)."""

    code: str
    closed_on: date


@frozen
class FundClosed:
    """A fund takes no entry from a day on (资金已停用)."""

    code: str
    closed_on: date


@frozen
class ChartFacts:
    """What is known when the chart is changed (科目变更依据).

    `balances` are those of the account or fund in question, `last_used_on` the day of its latest
    entry. `uneven_dwellings` counts the dwellings that owe or have paid ahead in it, also where they
    add up to nothing. `is_reserved` says that a pending entry would use it.
    """

    held: Collection[Office]
    chart: Chart
    closed_accounts: Mapping[str, date] = field(factory=dict)
    closed_funds: Mapping[str, date] = field(factory=dict)
    balances: tuple[AccountBalance, ...] = ()
    uneven_dwellings: int = 0
    last_used_on: date | None = None
    is_reserved: bool = False


def rule_on_adding_account(
    request: AddAccount, facts: ChartFacts
) -> Granted[AccountAdded] | Refused:
    """Let the chart have a further account (增设科目审核)."""
    account = request.account
    reasons = (
        *_reasons_of_office(facts, ("增设科目", "add an account")),
        *_reasons_of_names(account.zh, account.en),
        *_reasons_of_chart((*facts.chart.accounts, account), facts.chart.funds),
    )
    return Refused(reasons) if reasons else Granted(AccountAdded(account))


def rule_on_adding_fund(request: AddFund, facts: ChartFacts) -> Granted[FundAdded] | Refused:
    """Let the chart have a further fund (增设资金审核)."""
    fund = request.fund
    reasons = (
        *_reasons_of_office(facts, ("增设资金", "add a fund")),
        *_reasons_of_names(fund.zh, fund.en),
        *_reasons_of_chart(facts.chart.accounts, (*facts.chart.funds, fund)),
    )
    return Refused(reasons) if reasons else Granted(FundAdded(fund))


def rule_on_closing_account(
    request: CloseAccount, facts: ChartFacts
) -> Granted[AccountClosed] | Refused:
    """Let an account be closed, when it is empty and nothing else needs it (停用科目审核).

    Grounds, in this order: the office, unknown, closed already, needed, not empty, reserved, used
    on that day or later.
    """
    reasons = (
        *_reasons_of_office(facts, ("停用科目", "close an account")),
        *_reasons_of_standing(
            ("科目", "account"),
            request.code,
            [account.code for account in facts.chart.accounts],
            facts.closed_accounts,
        ),
        *_reasons_of_need(request, facts),
        *(
            _not_empty(f"科目{request.code}", f"account {request.code}", held.fund, held.amount_fen)
            for held in facts.balances
            if held.amount_fen
        ),
        *_reasons_of_use(request.code, request.closed_on, facts),
    )
    return Refused(reasons) if reasons else Granted(AccountClosed(request.code, request.closed_on))


def rule_on_closing_fund(request: CloseFund, facts: ChartFacts) -> Granted[FundClosed] | Refused:
    """Let a fund be closed, when nothing is left in it (停用资金审核).

    Assets and liabilities are each empty; net assets, income and spending may stand against each
    other, since they say where the money came from and went. Grounds stand in the order of accounts.
    """
    open_funds = [fund.code for fund in facts.chart.funds if fund.code not in facts.closed_funds]
    reasons = (
        *_reasons_of_office(facts, ("停用资金", "close a fund")),
        *_reasons_of_standing(
            ("资金", "fund"),
            request.code,
            [fund.code for fund in facts.chart.funds],
            facts.closed_funds,
        ),
        *_reasons_of_last_fund(request.code, open_funds),
        *_reasons_of_rest(request.code, facts),
        *_reasons_of_use(request.code, request.closed_on, facts),
    )
    return Refused(reasons) if reasons else Granted(FundClosed(request.code, request.closed_on))


def _reasons_of_office(facts: ChartFacts, act: tuple[str, str]) -> Iterator[Reason]:
    yield from reasons_against_bookkeeper(facts.held, act=act)


def _reasons_of_names(zh: str, en: str) -> Iterator[Reason]:
    if not (
        len(zh.strip()) > 0
        and len(zh) <= _MOST_NAME
        and len(en.strip()) > 0
        and len(en) <= _MOST_NAME
    ):
        yield Reason(
            "ledger.name_unfit",
            f"中英文名称各须有1至{_MOST_NAME}个字符",
            f"both names have 1 to {_MOST_NAME} characters",
            BOOKS_RULES,
        )


def _reasons_of_chart(accounts: tuple[Account, ...], funds: tuple[Fund, ...]) -> Iterator[Reason]:
    for problem in chart_problems(accounts, funds):
        yield Reason(
            "ledger.chart_unusable",
            f"科目表不可用：{problem}",
            f"the chart would be unusable: {problem}",
            BOOKS_RULES,
            (("problem", problem),),
        )


def _reasons_of_standing(
    words: tuple[str, str], code: str, known: Collection[str], closed: Mapping[str, date]
) -> Iterator[Reason]:
    zh, en = words
    if code not in known:
        yield Reason(
            f"ledger.{en}_unknown",
            f"没有{zh}“{code}”",
            f"there is no {en} {code!r}",
            BOOKS_RULES,
            ((en, code),),
        )
    if code in closed:
        yield Reason(
            f"ledger.{en}_closed",
            f"{zh}“{code}”已于{closed[code]}停用",
            f"{en} {code!r} was closed on {closed[code]} already",
            BOOKS_RULES,
            ((en, code),),
        )


def _reasons_of_need(request: CloseAccount, facts: ChartFacts) -> Iterator[Reason]:
    needed_by = [
        account.code
        for account in facts.chart.accounts
        if account.clears_through == request.code and account.code not in facts.closed_accounts
    ]
    if request.code in {facts.chart.net_assets.code, FUND_TRANSFERS}:
        needed_by.append("结转与调拨")
    if needed_by:
        yield Reason(
            "ledger.account_needed",
            f"科目{request.code}仍被使用：{'、'.join(needed_by)}",
            f"account {request.code} is needed by {', '.join(needed_by)}",
            BOOKS_RULES,
            (("account", request.code), ("needed_by", ",".join(needed_by))),
        )


def _reasons_of_last_fund(code: str, open_funds: list[str]) -> Iterator[Reason]:
    if open_funds == [code]:
        yield Reason(
            "ledger.fund_needed",
            f"“{code}”是最后一项资金，不能停用",
            f"{code!r} is the last fund and stays",
            BOOKS_RULES,
            (("fund", code),),
        )


def _reasons_of_rest(fund: str, facts: ChartFacts) -> Iterator[Reason]:
    kinds = {account.code: account.kind for account in facts.chart.accounts}
    for held in facts.balances:
        if held.amount_fen and kinds[held.account] in _HELD:
            yield _not_empty(
                f"科目{held.account}", f"account {held.account}", fund, held.amount_fen
            )


def _not_empty(zh: str, en: str, fund: str, amount_fen: int) -> Reason:
    return Reason(
        "ledger.not_empty",
        f"{zh}在资金“{fund}”中还有{format_yuan(amount_fen)}元",
        f"{en} still holds {format_yuan(amount_fen)} yuan in fund {fund!r}",
        BOOKS_RULES,
        (("fund", fund), ("amount_fen", str(amount_fen))),
    )


def _reasons_of_use(code: str, closed_on: date, facts: ChartFacts) -> Iterator[Reason]:
    if facts.uneven_dwellings:
        yield Reason(
            "ledger.dwellings_not_even",
            f"“{code}”中还有{facts.uneven_dwellings}户余额不为零",
            f"{facts.uneven_dwellings} dwellings are not even in {code!r}",
            BOOKS_RULES,
            (("code", code), ("dwellings", str(facts.uneven_dwellings))),
        )
    if facts.is_reserved:
        yield Reason(
            "ledger.still_reserved",
            f"“{code}”还有未处理的预留",
            f"a pending entry still needs {code!r}",
            BOOKS_RULES,
            (("code", code),),
        )
    last = facts.last_used_on
    if last is not None and closed_on <= last:
        yield Reason(
            "ledger.used_later",
            f"“{code}”最后一笔凭证日期为{last}，停用日须在其后",
            f"the last entry with {code!r} is of {last}; it is closed after that day",
            BOOKS_RULES,
            (("code", code), ("last_used_on", str(last)), ("closed_on", str(closed_on))),
        )
