"""What a payer's text says: dwellings, names and purpose, and what was left unread (付款附言).

Reading is cautious. Years, dates, telephone numbers and amounts are set aside first; a run of figures is a
dwelling only as a whole; and whatever is not understood is kept, so that the decision can see it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import field, frozen

from gongtong.core.money import FEN_PER_YUAN
from gongtong.core.places import DwellingLabel
from gongtong.ledger.payments.dwelling_forms import ARABIC_START, PARTIAL, WHOLE, Form
from gongtong.ledger.payments.numerals import CHINESE, read_number
from gongtong.ledger.payments.policies import PaymentWords

_BREAK: Final = "\n"
_INVISIBLE: Final = "Cf"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc"
_SAME_SIGNS: Final = str.maketrans(
    f"{_DASHES}。○棟單號樓門間戶", f"{'-' * len(_DASHES)}.〇栋单号楼门间户"
)
_DASH_WRITTEN_AS_ONE: Final = re.compile(r"(?<=[0-9])一(?=[0-9])")
_ORDINAL: Final = re.compile(rf"第(?=[0-9{CHINESE}]+\s*(?:栋|幢|座|号楼|单元))")
_NOISE: Final = re.compile(
    r"""
    (?<![\d-]) (?: 0\d{2,3}-\d{7,8} | \d{7,} ) (?!\d)                 # telephone and account numbers
    | (?<!\d) (?:19|20)\d\d \s*[-/.年]\s* \d{1,2} \s*[-/.月]\s* \d{1,2} (?!\d|\s*[-/.#_]\s*\d) \s* (?:日|号(?!楼)|月份?)?
    | (?<![\d-]) (?:19|20)\d\d \s*[-~至到]\s* (?:19|20)\d\d (?!\d) (?:年度?)?
    | (?<!\d) \d{2,4} 年度?
    | (?<!\d) \d{1,2} \s*[-~至到]\s* \d{1,2} 月份?
    | (?<!\d) \d{1,2} 月份? (?: \s*[-~至到]\s* \d{1,2} 月份? )? (?: \d{1,2} (?:日|号(?!楼)) )?
    | (?<!\d) \d{1,2}:\d\d (?: :\d\d )? (?!\d)
    | ¥ \s* \d[\d,]* (?:\.\d+)?
    | (?<![\d.,]) \d[\d,]* (?:\.\d+)? \s* (?: 元 | 块钱? | 圆 | 平方米? | 平米 | m2 | rmb | yuan )
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    rf"{ARABIC_START}(?P<whole>\d+)(?:\.(?P<part>\d\d?))?(?![0-9A-Za-z]|[-./_#]\d)", re.ASCII
)
_BARE_YEAR: Final = range(1900, 2100)
_BARE_ROOM: Final = range(100, 10_000)
_LEFT_OVER: Final = re.compile(r"[^\W\d_]+|[\d][\d./_#-]*")
_LONGEST_NAME: Final = 4


@frozen
class Mention:
    """A dwelling as a text names it, wholly or in part (房号提及)."""

    building: int | None = None
    unit: int | None = None
    room: int | None = None
    is_plain: bool = False

    @property
    def label(self) -> DwellingLabel | None:
        """The whole label, if all of it was named (完整房号)."""
        if self.building is None or self.unit is None or self.room is None:
            return None
        return DwellingLabel(self.building, self.unit, self.room)

    def fits(self, label: DwellingLabel) -> bool:
        """Whether the dwelling of this label may be meant (是否相符)."""
        return (
            self.building in {None, label.building}
            and self.unit in {None, label.unit}
            and self.room in {None, label.room}
        )


@frozen
class FreeText:
    """What was read in a payment's text, and what could not be (附言解读).

    `names` are names of owners; `unread` are words and figures that nothing explains.
    """

    labels: tuple[DwellingLabel, ...]
    parts: tuple[Mention, ...]
    names: tuple[str, ...]
    unread: tuple[str, ...]
    has_fee_word: bool
    has_other_word: bool

    @property
    def has_unread_figures(self) -> bool:
        """Whether figures are left that may have been meant as a dwelling (是否有未读数字)."""
        return any(sign.isdigit() for word in self.unread for sign in word)

    def fits(self, label: DwellingLabel) -> bool:
        """Whether everything the text says in part is true of this dwelling (是否全部相符)."""
        return all(part.fits(label) for part in self.parts)


def normal(text: str) -> str:
    """Bring full-width, traditional and look-alike signs to one form (规范文字)."""
    folded = unicodedata.normalize("NFKC", text).translate(_SAME_SIGNS)
    folded = _ORDINAL.sub("", folded)
    visible = "".join(sign for sign in folded if unicodedata.category(sign) != _INVISIBLE)
    return _DASH_WRITTEN_AS_ONE.sub("-", " ".join(visible.split()))


@frozen
class TextReader:
    """Reads payers' texts by the words of a place and the names in its register (附言解读器)."""

    words: PaymentWords
    is_name: Callable[[str], bool] = field(repr=False)

    def own_words(self, text: str) -> str:
        """Give what the payer himself wrote, in normal form, without what the app put before it (付款人原话)."""
        return " ".join(self._without_prefixes(text).split())

    def _without_prefixes(self, text: str) -> str:
        said = normal(text)
        for prefix in self.words.prefixes:
            said = said.replace(prefix, _BREAK)
        return said

    def read(self, text: str, *, payer: str, amount_fen: int) -> FreeText:
        """Read one text (解读附言)."""
        said = self._without_prefixes(text)
        whole, rest = self._mentions(WHOLE, _NOISE.sub(_BREAK, said), payer)
        partial, rest = self._mentions(PARTIAL, rest, payer)
        rooms, rest = _bare_rooms(rest, amount_fen)
        names, unread = self._names(rest)
        return FreeText(
            labels=tuple(dict.fromkeys(label for one in whole if (label := one.label) is not None)),
            parts=tuple(dict.fromkeys([*partial, *(Mention(room=room) for room in rooms)])),
            names=names,
            unread=unread,
            has_fee_word=any(word in said for word in self.words.fee),
            has_other_word=any(word in said for word in self.words.other),
        )

    def _mentions(
        self, forms: Iterable[Form], text: str, payer: str
    ) -> tuple[tuple[Mention, ...], str]:
        """Take out what the forms find; later forms see only what earlier ones have left."""
        found: list[Mention] = []
        for form in forms:
            kept: list[str] = []
            end = 0
            for match in form.pattern.finditer(text):
                mention = _mention(match, is_plain=form.is_plain)
                if mention is not None and not self._eats_a_name(match, payer):
                    found.append(mention)
                    kept.append(text[end : match.start()])
                    end = match.end()
            text = _BREAK.join([*kept, text[end:]])
        return tuple(found), text

    def _eats_a_name(self, match: re.Match[str], payer: str) -> bool:
        """Whether the first figure may be the end of a name: 李十三栋 of 李十 (是否误读姓名)."""
        start = match.start()
        figures = len(match[0]) - len(match[0].lstrip(CHINESE))
        return any(
            name == payer or self.is_name(name)
            for end in range(start + 1, start + figures + 1)
            for begin in range(max(0, end - _LONGEST_NAME), start)
            if (name := match.string[begin:end])
        )

    def _names(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names: list[str] = []
        unread: list[str] = []
        for word in self._words_left(text):
            (names if self.is_name(word) else unread).append(word)
        return tuple(dict.fromkeys(names)), tuple(unread)

    def _words_left(self, text: str) -> Iterator[str]:
        """Give names, and words that are neither a fee word nor a filler."""
        for word in _LEFT_OVER.findall(text):
            if self.is_name(word):
                yield word
                continue
            said = word
            for fee in self.words.fee:
                said = said.replace(fee, _BREAK)
            yield from filter(None, (self._without_fillers(piece) for piece in said.split(_BREAK)))

    def _without_fillers(self, word: str) -> str:
        """Take fillers off both ends until a name or nothing known is left."""
        shorter = word
        while shorter and not self.is_name(shorter):
            word = shorter
            for filler in self.words.fillers:
                shorter = shorter.removeprefix(filler).removesuffix(filler)
            if shorter == word:
                break
        return shorter


def _mention(match: re.Match[str], *, is_plain: bool) -> Mention | None:
    """Give the figures of a match, or nothing when they cannot be a dwelling's."""
    figures = {name: read_number(text) for name, text in match.groupdict().items() if text}
    if None in figures.values():
        return None
    room, floor = figures.get("room"), figures.get("floor")
    if floor is not None and (room is None or room // 100 != floor):
        return None
    return Mention(figures.get("building"), figures.get("unit"), room, is_plain)


def _bare_rooms(text: str, amount_fen: int) -> tuple[tuple[int, ...], str]:
    """Take out numbers that stand alone: the amount, a year, or a room."""
    rooms: list[int] = []

    def take(match: re.Match[str]) -> str:
        whole, part = int(match["whole"]), match["part"]
        fen = whole * FEN_PER_YUAN + int((part or "0").ljust(2, "0"))
        if fen == amount_fen or (part is None and whole in _BARE_YEAR):
            return _BREAK
        if part is None and whole in _BARE_ROOM:
            rooms.append(whole)
            return _BREAK
        return match[0]

    rest = _NUMBER.sub(take, text)
    return tuple(rooms), rest
