"""What one entry of a camt.053 statement says (camt.053分录)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from attrs import define, field, frozen

from gongtong.core.errors import InputProblem
from gongtong.core.periods import SHANGHAI
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.exchange.banks.cells import currency_problem, read_decimal
from gongtong.ledger.exchange.tolerance import Tolerated

REMEDY: Final = "export the statement from the bank again and use the file as it comes"
_SIGNS: Final = {"CRDT": 1, "DBIT": -1}
_NO_REFERENCE: Final = frozenset({"", "NOTPROVIDED"})


@define
class Node:
    """An element of the file with what stands in it (XML节点)."""

    tag: str
    line: int
    attributes: dict[str, str]
    parts: list[str] = field(factory=list)
    children: list["Node"] = field(factory=list)

    @property
    def text(self) -> str:
        """The text of the element itself, blanks made one (文字)."""
        return " ".join("".join(self.parts).split())

    def all(self, path: str) -> Iterator["Node"]:
        """Give every element at a path of tags below this one (按路径查找)."""
        tag, _, rest = path.partition("/")
        for child in self.children:
            if child.tag == tag:
                yield from child.all(rest) if rest else (child,)

    def find(self, *paths: str) -> "Node | None":
        """Give the first element at the first path that has one (首个节点)."""
        return next((node for path in paths for node in self.all(path)), None)

    def say(self, *paths: str) -> str:
        """Give the first text that says something at one of these paths (首个文字)."""
        texts = (node.text for path in paths for node in self.all(path))
        return next(filter(None, texts), "")


@frozen
class CamtEntry:
    """One transaction of a camt.053 file with the account and currency it is in (camt.053明细)."""

    bank_account: str
    currency: str
    line: BankLine


class EntryReader:
    """Reads entries of one file, and gives what is wrong with them as problems (分录读取器)."""

    def __init__(self, file: str) -> None:
        """Read for this file."""
        self._file = file

    def problem(self, node: Node, code: str, en: str, zh: str) -> InputProblem:
        """Describe what is wrong with an element (描述问题)."""
        return problem_at(
            self._file, line=node.line, column=node.tag, code=code, en=en, zh=zh, remedy=REMEDY
        )

    def amount(self, node: Node | None, owner: Node) -> int | InputProblem:
        """Read an amount without its sign (读取金额)."""
        if node is None:
            return self.problem(owner, "amount_missing", "there is no amount", "没有金额")
        wrong = currency_problem(node.attributes.get("Ccy", ""))
        if wrong is not None:
            return self.problem(node, "unknown_currency", *wrong)
        try:
            fen = read_decimal(node.text)
        except ValueError:
            en = f"{node.text!r} is not an amount with at most two decimals"
            return self.problem(node, "bad_amount", en, f"“{node.text}”不是金额")
        if fen < 0:
            return self.problem(node, "bad_amount", "the amount is negative", "金额为负")
        return fen

    def sign(self, owner: Node) -> int | InputProblem:
        """Read whether money came in or went out (读取收支方向)."""
        node = owner.find("CdtDbtInd") or owner
        sign = _SIGNS.get(owner.say("CdtDbtInd"))
        if sign is None:
            return self.problem(
                node, "unknown_direction", "it is neither CRDT nor DBIT", "不是收入或支出"
            )
        return sign

    def moment(self, node: Node | None, owner: Node) -> tuple[date, time | None] | InputProblem:
        """Read a day, or a moment in Chinese time (读取日期)."""
        text = "" if node is None else node.say("Dt", "DtTm") or node.text
        try:
            return read_moment(text)
        except ValueError:
            return self.problem(
                node or owner, "bad_date", f"{text!r} is not a day or a moment", f"“{text}”不是日期"
            )

    def lines(self, entry: Node) -> Iterator[BankLine | InputProblem]:
        """Read an entry: one line, or one for each of its transactions where they add up (读取分录)."""
        status = entry.say("Sts/Cd", "Sts")
        if status != "BOOK":
            en = f"the entry is {status or 'without a status'}, not booked"
            yield self.problem(entry, Tolerated.UNBOOKED, en, "该笔尚未入账")
            return
        amount_fen = self.amount(entry.find("Amt"), entry)
        sign = self.sign(entry)
        booked = self.moment(entry.find("BookgDt"), entry)
        value_on: date | None = None
        if (value := entry.find("ValDt")) is not None:
            told = self.moment(value, entry)
            if isinstance(told, InputProblem):
                yield told
            else:
                value_on = told[0]
        yield from (one for one in (amount_fen, sign, booked) if isinstance(one, InputProblem))
        if isinstance(amount_fen, InputProblem) or isinstance(sign, InputProblem):
            return
        if isinstance(booked, InputProblem):
            return
        whole = BankLine(
            line=entry.line,
            booked_on=booked[0],
            time_of_day=booked[1],
            value_on=value_on,
            amount_fen=sign * amount_fen,
        )
        yield from self._divided(entry, whole)

    def _divided(self, entry: Node, whole: BankLine) -> Iterator[BankLine]:
        details = list(entry.all("NtryDtls/TxDtls"))
        parts = [self._part(detail, entry, whole) for detail in details]
        known = [part for part in parts if part is not None]
        reference = _reference(entry, details[0] if len(details) == 1 else None)
        if len(known) > 1 and len(known) == len(details) and sum(known) == whole.amount_fen:
            for number, (one, fen) in enumerate(zip(details, known, strict=True), start=1):
                own = _reference(one, None) or f"{reference}/{number}" * bool(reference)
                yield _told(entry, one, whole, amount_fen=fen, reference=own)
        else:
            detail = details[0] if len(details) == 1 else None
            yield _told(entry, detail, whole, amount_fen=whole.amount_fen, reference=reference)

    def _part(self, detail: Node, entry: Node, whole: BankLine) -> int | None:
        """Give what one transaction of an entry comes to, if it says so in the currency of the entry."""
        node = detail.find("Amt", "AmtDtls/TxAmt/Amt")
        whole_amount = entry.find("Amt")
        if node is None or whole_amount is None:
            return None
        if node.attributes.get("Ccy") != whole_amount.attributes.get("Ccy"):
            return None
        fen = self.amount(node, detail)
        sign = _SIGNS.get(detail.say("CdtDbtInd"), 1 if whole.amount_fen >= 0 else -1)
        return None if isinstance(fen, InputProblem) else sign * fen


def read_moment(text: str) -> tuple[date, time | None]:
    """Read an ISO day or moment; one with a zone is told in Chinese time; raises `ValueError` (读取日期)."""
    if "T" not in text:
        return date.fromisoformat(text), None
    moment = datetime.fromisoformat(text)
    try:
        told = moment if moment.tzinfo is None else moment.astimezone(SHANGHAI)
    except OverflowError as error:
        raise ValueError(text) from error
    return told.date(), told.time().replace(microsecond=0)


def _reference(node: Node, detail: Node | None) -> str:
    places = ("AcctSvcrRef", "Refs/AcctSvcrRef", "NtryRef", "Refs/TxId", "Refs/EndToEndId")
    said = [node.say(place) for place in places]
    if detail is not None:
        said += [detail.say(place) for place in places]
    return next((one for one in said if one not in _NO_REFERENCE), "")


def _told(
    entry: Node, detail: Node | None, whole: BankLine, *, amount_fen: int, reference: str
) -> BankLine:
    """Add to a line who is on the other side and what was written."""
    at = detail or entry
    party = "Dbtr" if amount_fen >= 0 else "Cdtr"
    parties, account = f"RltdPties/{party}", f"RltdPties/{party}Acct/Id"
    texts = [node.text for node in at.all("RmtInf/Ustrd")]
    texts += [node.text for node in at.all("RmtInf/Strd/CdtrRefInf/Ref")]
    texts += [at.say("AddtlTxInf"), entry.say("AddtlNtryInf")]
    return BankLine(
        line=whole.line,
        booked_on=whole.booked_on,
        time_of_day=whole.time_of_day,
        value_on=whole.value_on,
        amount_fen=amount_fen,
        counterparty=at.say(f"{parties}/Nm", f"{parties}/Pty/Nm"),
        counterparty_account=at.say(f"{account}/IBAN", f"{account}/Othr/Id"),
        text=" ".join(dict.fromkeys(filter(None, texts))),
        reference=reference,
    )
