"""The text of a file of ballots, line by line, and every problem that is found in it (选票文本)."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Watch: TypeAlias = Callable[[int], None]
"""Is told now and then how many lines were read (进度回调)."""

MOST_CANDIDATES: Final = 255
"""More candidates than this cannot be ranked (候选人上限)."""

MOST_APPROVED: Final = 9999
"""More candidates than this are not read even where nobody is ranked (可赞成的候选人上限)."""

_STEP: Final = 4096
_MOST_DIGITS: Final = 18
_WHOLE: Final = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}")
_WHOLE_WITH_POINT: Final = re.compile(rf"([0-9]{{1,{_MOST_DIGITS}}})[.,]0{{1,{_MOST_DIGITS}}}")
_DECIMAL: Final = re.compile(rf"([0-9]{{1,{_MOST_DIGITS}}})(?:[.,]([0-9]{{1,{_MOST_DIGITS}}}))?")


def nobody_watches(_: int) -> None:
    """Take the place of a watcher (无人查看)."""


class BallotText:
    """A file's text with the problems that reading it found (选票文本与问题).

    Raises `InputError` at once where the bytes are no text in any of the encodings.
    """

    def __init__(
        self,
        content: bytes,
        *,
        file: str,
        encodings: Sequence[str] = ("utf-8-sig",),
        watch: Watch = nobody_watches,
    ) -> None:
        """Decode the bytes in the first encoding that fits all of them."""
        self.file = file
        self.problems: list[InputProblem] = []
        self._watch = watch
        text = self._decoded(content, encodings)
        self._text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _decoded(self, content: bytes, encodings: Sequence[str]) -> str:
        for encoding in encodings:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        wanted = " or ".join(encodings)
        problem = problem_at(
            self.file,
            code="wrong_encoding",
            en=f"the file is not text in {wanted}",
            zh=f"文件编码不是 {wanted}",
            remedy="save the file again as text in UTF-8",
        )
        raise InputError([problem])

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give the lines with their numbers, without the ends of lines (逐行)."""
        text, start, number = self._text, 0, 0
        while start <= len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            number += 1
            if not number % _STEP:
                self._watch(number)
            yield number, text[start:end]
            start = end + 1

    def records(
        self, *, delimiter: str = ",", strict: bool = False, skips_blanks: bool = False
    ) -> Iterator[tuple[int, list[str]]]:
        """Give the rows of a table with the numbers of their first lines; empty ones too (逐行表格).

        What cannot be cut into cells is a problem, and ends the table.
        """
        reader = csv.reader(
            (f"{line}\n" for _, line in self.lines()),
            delimiter=delimiter,
            strict=strict,
            skipinitialspace=skips_blanks,
        )
        line = 1
        try:
            for record in reader:
                yield line, record
                line = reader.line_num + 1
        except csv.Error as error:
            self.problem(
                line,
                "not_csv",
                en=f"the line cannot be cut into cells: {error}",
                zh="该行无法分列",
                remedy="check the quotation marks from this line on, or save the file again as CSV",
            )

    def problem(
        self,
        line: int | None,
        code: str,
        *,
        en: str,
        zh: str,
        remedy: str,
        column: str | None = None,
    ) -> None:
        """Note a problem (记录问题)."""
        self.problems.append(
            problem_at(self.file, line=line, column=column, code=code, en=en, zh=zh, remedy=remedy)
        )

    def stop_if_wrong(self) -> None:
        """Raise `InputError` with every problem found so far (有问题则中止)."""
        if self.problems:
            raise InputError(self.problems)

    def no_ballots(self) -> NoReturn:
        """Stop because nobody is named on any ballot (没有有效选票)."""
        self.problem(
            None,
            "no_ballots",
            en="no ballot of the file names anybody",
            zh="文件中没有写明任何候选人的选票",
            remedy="fetch the whole file again",
        )
        raise InputError(self.problems)

    def check_candidates(
        self, count: int, line: int | None, *, most: int = MOST_CANDIDATES
    ) -> None:
        """Stop where there is nobody to choose, or more than can be ranked (检查候选人数)."""
        if not 1 <= count <= most:
            self.problem(
                line,
                "number_of_candidates",
                en=f"the file has {count} candidates; 1 to {most} can be counted",
                zh=f"文件有 {count} 名候选人, 可计票的为 1 至 {most} 名",
                remedy="leave out candidates whom nobody ranks, or divide the election",
            )
            self.stop_if_wrong()


def whole_number(text: str) -> int | None:
    """Read a whole number of at most 18 digits; `3.00` is 3 as well (读整数).

    >>> whole_number("12"), whole_number("12.0"), whole_number("1.5"), whole_number("-1")
    (12, 12, None, None)
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    point = _WHOLE_WITH_POINT.fullmatch(text)
    return int(point.group(1)) if point else None


def decimal_number(text: str) -> tuple[Fraction, int] | None:
    """Read a number with a point or a comma, and say how many decimals it needs (读小数).

    >>> decimal_number("12,50"), decimal_number("3"), decimal_number("1.000,5")
    ((Fraction(25, 2), 1), (Fraction(3, 1), 0), None)
    """
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return None
    decimals = (match.group(2) or "").rstrip("0")
    return Fraction(int(match.group(1) + decimals), 10 ** len(decimals)), len(decimals)
