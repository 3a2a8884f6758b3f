"""The three sections of a Pabulib file, each a table of its own with `;` between cells (Pabulib 分节)."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.files.ballot_text import BallotText

SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_META: Final = ("key", "value")


@frozen(eq=False)
class Section:
    """One section: its title, its line, and the headings of its columns (分节)."""

    title: str
    line: int
    heads: tuple[str, ...]

    def column(self, name: str) -> int:
        """Say where a column stands; -1 where it is not there (列位置)."""
        return self.heads.index(name) if name in self.heads else -1


def read_sections(
    source: BallotText,
) -> Iterator[tuple[Section, Iterator[tuple[Section, int, list[str]]]]]:
    """Give each section with its rows: section, line and cells, to be read in this order (逐节读取)."""
    return groupby(_rows(source), key=itemgetter(0))


def _rows(source: BallotText) -> Iterator[tuple[Section, int, list[str]]]:
    title, opened = "", 0
    section: Section | None = None
    for line, cells in source.records(delimiter=";", skips_blanks=True):
        # true of most rows, which are neither a title nor empty, and as long as they should be
        is_whole = section and len(cells) == len(section.heads) > 1 and cells[-1].strip()
        if not is_whole and _title(cells):
            title, opened, section = cells[0].strip().upper(), line, None
        elif not is_whole and not any(cell and not cell.isspace() for cell in cells):
            continue
        elif not title:
            _outside(source, line)
            return
        elif section is None:
            heads = tuple(cell.strip().lower() for cell in cells)
            section = _headed(source, line, Section(title, opened, heads))
            if section.heads != heads:
                yield section, line, cells
        else:
            if not is_whole and title != "META":
                _fit(source, line, cells, section)
            yield section, line, cells


def _headed(source: BallotText, line: int, section: Section) -> Section:
    if section.title == "META" and section.heads != _META:
        # older files leave the headings out, which say nothing that is not known
        return Section(section.title, section.line, _META)
    _check_heads(source, section, line)
    return section


def _title(cells: list[str]) -> bool:
    return (
        bool(cells)
        and cells[0].strip().upper() in SECTIONS
        and not any(cell.strip() for cell in cells[1:])
    )


def _outside(source: BallotText, line: int) -> None:
    source.problem(
        line,
        "not_pabulib",
        en="the file does not begin with the section META",
        zh="文件不是以 META 一节开头",
        remedy="download the file afresh from pabulib.org",
    )


def _check_heads(source: BallotText, section: Section, line: int) -> None:
    wanted = {
        "META": _META,
        "PROJECTS": ("project_id", "cost"),
        "VOTES": ("voter_id", "vote"),
    }
    wrong = [head for head in wanted[section.title] if section.heads.count(head) != 1]
    for head in wrong:
        source.problem(
            line,
            "column_missing" if head not in section.heads else "column_twice",
            column=head,
            en=f"the section {section.title} needs one column {head}",
            zh=f"{section.title} 一节应有一列 {head}",
            remedy="correct the headings under the title of the section",
        )
    if wrong:
        source.stop_if_wrong()


def _fit(source: BallotText, line: int, cells: list[str], section: Section) -> None:
    # a separator at the end of a line makes an empty cell without a heading
    while len(cells) > len(section.heads) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(section.heads):
        _wrong_length(source, line, len(cells), section)


def _wrong_length(source: BallotText, line: int, found: int, section: Section) -> None:
    if found < len(section.heads):
        # cells at the end may be left out, but not the one that is needed
        last = max(section.column("vote"), section.column("cost"), section.column("points"))
        if found > last:
            return
    source.problem(
        line,
        "row_length",
        en=f"the row has {found} cells where the section {section.title} has {len(section.heads)}",
        zh=f"该行有 {found} 格, {section.title} 一节有 {len(section.heads)} 列",
        remedy="put a cell that contains ; in quotation marks",
    )
