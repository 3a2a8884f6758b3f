"""The rules that let entries into the books (入账规则)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.back_dating import BackDating, DayOfBooking, reasons_of_back_dating
from gongtong.ledger.books.entries import (
    MOST_FEN,
    MOST_NARRATION,
    Draft,
    EntriesPosted,
    Entry,
    EntryKind,
    EntryPosted,
    Posting,
    Stamp,
)
from gongtong.ledger.books.fund_walls import reasons_of_crossing
from gongtong.ledger.books.periods import Period, PeriodState, may_take
from gongtong.ledger.sources import BOOKS_RULES, DOUBLE_ENTRY, PERIOD_RULES, VOUCHER_RULES


@frozen
class EntryFacts:
    """What the books know when they rule on entries (入账依据).

    ``periods`` lists only months and years that are not open; ``closed_accounts`` and ``closed_funds`` say
    since when; ``held_fen`` is what the accounts that may not be negative hold, by account and fund, and
    ``reserved_fen`` what of it is promised to reserved entries. ``back_dating`` is asked of drafts that are
    dated before today, with the offices ``held`` by whoever books them.
    """

    opened_on: date
    accounts: Mapping[str, Account]
    funds: frozenset[str]
    periods: Mapping[Period, PeriodState] = field(factory=dict)
    closed_accounts: Mapping[str, date] = field(factory=dict)
    closed_funds: Mapping[str, date] = field(factory=dict)
    held_fen: Mapping[tuple[str, str], int] = field(factory=dict)
    reserved_fen: Mapping[tuple[str, str], int] = field(factory=dict)
    back_dating: BackDating = field(factory=BackDating)
    held: Collection[Office] = ()


def rule_on_entry(draft: Draft, facts: EntryFacts, stamp: Stamp) -> Granted[EntryPosted] | Refused:
    """Take a draft into the books, or name everything that is wrong with it (凭证审核)."""
    reasons = (
        *_reasons_of_form(draft),
        *_reasons_of_day(draft, facts),
        *reasons_of_back_dating(
            draft,
            DayOfBooking(local_day(stamp.booked_at), facts.opened_on, facts.held),
            facts.back_dating,
        ),
        *_reasons_of_lines(draft, facts),
        *_reasons_of_balance(draft),
        *reasons_of_crossing(draft, facts.accounts, facts.opened_on),
    )
    if reasons:
        return Refused(reasons)
    return Granted(
        EntryPosted(
            Entry(
                id=stamp.id,
                year=draft.effective_on.year,
                number=stamp.number,
                kind=draft.kind,
                effective_on=draft.effective_on,
                booked_at=stamp.booked_at,
                booked_by=stamp.booked_by,
                narration=draft.narration.strip(),
                postings=draft.postings,
                documents=draft.documents,
                reverses=draft.reverses,
            )
        )
    )


def rule_on_entries(
    drafts: Sequence[Draft], facts: EntryFacts, stamps: Sequence[Stamp]
) -> Granted[EntriesPosted] | Refused:
    """Take drafts into the books, all of them or none (批量凭证审核).

    In a refusal every ground says in which of several drafts it lies.
    """
    entries: list[Entry] = []
    reasons: list[Reason] = []
    for position, (draft, stamp) in enumerate(zip(drafts, stamps, strict=True), start=1):
        match rule_on_entry(draft, facts, stamp):
            case Granted(event):
                entries.append(event.entry)
            case Refused(grounds) if len(drafts) > 1:
                at = (("draft", str(position)),)
                reasons.extend(evolve(ground, params=at + ground.params) for ground in grounds)
            case Refused(grounds):
                reasons.extend(grounds)
    reasons.extend(_reasons_of_overdraft(entries, facts))
    return Refused(tuple(reasons)) if reasons else Granted(EntriesPosted(tuple(entries)))


def _reasons_of_form(draft: Draft) -> Iterator[Reason]:
    narration = draft.narration.strip()
    if not narration:
        yield Reason(
            "ledger.narration_missing", "凭证没有摘要", "the entry has no narration", VOUCHER_RULES
        )
    if len(narration) > MOST_NARRATION:
        yield Reason(
            "ledger.narration_too_long",
            f"摘要{len(narration)}字，最多{MOST_NARRATION}字",
            f"the narration has {len(narration)} characters; at most {MOST_NARRATION}",
            VOUCHER_RULES,
        )
    if len(draft.postings) < 2:  # noqa: PLR2004  # a debit and a credit: the 2 of double entry
        yield Reason(
            "ledger.too_few_postings",
            "一张凭证至少要有一借一贷两行",
            "an entry needs at least two postings, a debit and a credit",
            DOUBLE_ENTRY,
        )
    if (draft.kind is EntryKind.REVERSAL) is (draft.reverses is None):
        yield Reason(
            "ledger.reversal_unlinked",
            "红字凭证必须注明冲销哪一张凭证，其他凭证不得注明",
            "a reversal names the entry it reverses, and no other entry does",
            VOUCHER_RULES,
        )
    for document in draft.documents:
        if not (document.name.strip() and is_sha256(document.digest)):
            yield Reason(
                "ledger.document_unidentified",
                f"原始凭证“{document.name}”缺少名称或SHA-256摘要",
                f"document {document.name!r} lacks a name or a SHA-256 digest in 64 hex digits",
                VOUCHER_RULES,
                (("document", document.name),),
            )


def _reasons_of_day(draft: Draft, facts: EntryFacts) -> Iterator[Reason]:
    day = draft.effective_on
    if day < facts.opened_on:
        yield Reason(
            "ledger.before_the_books",
            f"{day}早于建账日{facts.opened_on}",
            f"{day} is before the books were opened on {facts.opened_on}",
            PERIOD_RULES,
            (("day", str(day)), ("opened_on", str(facts.opened_on))),
        )
    # A year is closed by a closing entry on its last day, when its months are already closed.
    periods = [Period.year_of(day)]
    if draft.kind is not EntryKind.CLOSING:
        periods.insert(0, Period.month_of(day))
    for period in periods:
        state = facts.periods.get(period, PeriodState.OPEN)
        if not may_take(state, adjusting=draft.kind.is_adjusting):
            yield Reason(
                "ledger.period_not_open",
                f"会计期间{period}已结账或正在结账，不能再记账",
                f"period {period} is {state.value} and takes no such entry",
                PERIOD_RULES,
                (("period", str(period)), ("state", state.value)),
            )


def _reasons_of_lines(draft: Draft, facts: EntryFacts) -> Iterator[Reason]:
    for line, posting in enumerate(draft.postings, start=1):
        at = ("line", str(line))
        yield from _reasons_of_amount(posting, at)
        account = facts.accounts.get(posting.account)
        if account is None:
            yield Reason(
                "ledger.account_unknown",
                f"第{line}行：没有科目“{posting.account}”",
                f"line {line}: there is no account {posting.account!r}",
                BOOKS_RULES,
                (at, ("account", posting.account)),
            )
        elif account.per_dwelling is (posting.dwelling_id is None):
            yield _dwelling_reason(account, at)
        if posting.fund not in facts.funds:
            yield Reason(
                "ledger.fund_unknown",
                f"第{line}行：没有资金“{posting.fund}”",
                f"line {line}: there is no fund {posting.fund!r}",
                BOOKS_RULES,
                (at, ("fund", posting.fund)),
            )
        yield from _reasons_of_closure(draft, posting, facts, at)
        if len(posting.memo) > MOST_NARRATION:
            yield Reason(
                "ledger.memo_too_long",
                f"第{line}行：备注最多{MOST_NARRATION}字",
                f"line {line}: the memo has more than {MOST_NARRATION} characters",
                VOUCHER_RULES,
                (at,),
            )


def _reasons_of_amount(posting: Posting, at: tuple[str, str]) -> Iterator[Reason]:
    amount: object = posting.amount_fen
    if type(amount) is not int:
        yield Reason(
            "ledger.amount_not_whole_fen",
            f"第{at[1]}行：金额必须是以分为单位的整数",
            f"line {at[1]}: an amount is a whole number of fen, not {type(amount).__name__}",
            BOOKS_RULES,
            (at,),
        )
    elif amount == 0:
        yield Reason(
            "ledger.amount_zero",
            f"第{at[1]}行：金额不能为零",
            f"line {at[1]}: the amount is zero",
            DOUBLE_ENTRY,
            (at,),
        )
    elif abs(amount) > MOST_FEN:
        yield Reason(
            "ledger.amount_too_large",
            f"第{at[1]}行：金额超过{format_yuan(MOST_FEN)}元",
            f"line {at[1]}: the amount is beyond {format_yuan(MOST_FEN)} yuan",
            BOOKS_RULES,
            (at,),
        )


def _dwelling_reason(account: Account, at: tuple[str, str]) -> Reason:
    params = (at, ("account", account.code))
    if account.per_dwelling:
        return Reason(
            "ledger.dwelling_missing",
            f"第{at[1]}行：科目{account.code}{account.zh}要注明住户",
            f"line {at[1]}: account {account.code} is kept by dwelling and names none",
            BOOKS_RULES,
            params,
        )
    return Reason(
        "ledger.dwelling_out_of_place",
        f"第{at[1]}行：科目{account.code}{account.zh}不按住户核算",
        f"line {at[1]}: account {account.code} is not kept by dwelling",
        BOOKS_RULES,
        params,
    )


def _reasons_of_closure(
    draft: Draft, posting: Posting, facts: EntryFacts, at: tuple[str, str]
) -> Iterator[Reason]:
    closures = (
        (
            "ledger.account_closed",
            "科目",
            "account",
            posting.account,
            facts.closed_accounts.get(posting.account),
        ),
        ("ledger.fund_closed", "资金", "fund", posting.fund, facts.closed_funds.get(posting.fund)),
    )
    for code, zh, en, name, closed_on in closures:
        if closed_on is not None and draft.effective_on >= closed_on:
            yield Reason(
                code,
                f"第{at[1]}行：{zh}“{name}”已于{closed_on}停用",
                f"line {at[1]}: {en} {name!r} was closed on {closed_on}",
                BOOKS_RULES,
                (at, (en, name)),
            )


def _reasons_of_balance(draft: Draft) -> Iterator[Reason]:
    sums: dict[str, int] = defaultdict(int)
    for posting in draft.postings:
        if type(posting.amount_fen) is not int:
            return  # a sum of what is no amount says nothing
        sums[posting.fund] += posting.amount_fen
    for fund, difference_fen in sums.items():
        if difference_fen:
            yield Reason(
                "ledger.unbalanced",
                f"资金“{fund}”借贷不平，差额{format_yuan(difference_fen)}元",
                f"fund {fund!r} does not balance: debits less credits are {format_yuan(difference_fen)} yuan",
                DOUBLE_ENTRY,
                (("fund", fund), ("difference_fen", str(difference_fen))),
            )


def _reasons_of_overdraft(entries: Sequence[Entry], facts: EntryFacts) -> Iterator[Reason]:
    held = dict(facts.held_fen)
    taken_from: set[tuple[str, str]] = set()
    for entry in entries:
        for posting in entry.postings:
            if not facts.accounts[posting.account].may_be_negative:
                key = posting.account, posting.fund
                held[key] = held.get(key, 0) + posting.amount_fen
                if posting.amount_fen < 0:
                    taken_from.add(key)
    for account, fund in sorted(taken_from):
        reserved_fen = facts.reserved_fen.get((account, fund), 0)
        short_fen = reserved_fen - held[account, fund]
        if short_fen > 0:
            yield Reason(
                "ledger.account_overdrawn",
                f"{account}{facts.accounts[account].zh}余额不足，还差{format_yuan(short_fen)}元"
                + (f"（其中已预留{format_yuan(reserved_fen)}元）" if reserved_fen else ""),
                f"account {account} would be overdrawn in fund {fund!r} by {format_yuan(short_fen)} yuan"
                + (f", with {format_yuan(reserved_fen)} reserved" if reserved_fen else ""),
                BOOKS_RULES,
                (
                    ("account", account),
                    ("fund", fund),
                    *((("reserved_fen", str(reserved_fen)),) if reserved_fen else ()),
                    ("short_fen", str(short_fen)),
                ),
            )
