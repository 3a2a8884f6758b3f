"""Papers of a case drawn as one HTML page or as a DOCX file; both say what the paper says, and no more (文书绘制)."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from gongtong.core.extras import load_extra
from gongtong.notices import wording
from gongtong.notices.letters import page_named

if TYPE_CHECKING:
    from gongtong.mediation.dossiers.forms import Paper, PaperSection

DOCUMENTS: Final = "documents"
"""The extra that brings what writes DOCX (文书组件)."""
_PAGE: Final = "paper.html.j2"
_FONT: Final = "宋体"
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


def render_paper(paper: Paper) -> str:
    """Draw a paper as one HTML page that needs nothing else (绘制文书网页)."""
    return page_named(_PAGE).render(paper=paper)


def paper_docx(paper: Paper) -> bytes:
    """Write a paper as a DOCX file; raises `MissingExtraError` without python-docx (生成文书文件).

    The same paper gives the same text; the file names no author and no day but that of the paper.
    """
    docx = load_extra("docx", purpose="writing a paper as DOCX", extra=DOCUMENTS)
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = "", paper.title
    properties.created = properties.modified = _LONG_AGO
    document.styles["Normal"].font.name = _FONT
    document.add_heading(wording.clean(paper.title), level=0)
    document.add_paragraph(f"编号：{wording.clean(paper.number)}")
    for section in paper.sections:
        _add_section(document, section)
    for name in paper.signed_by:
        document.add_paragraph(f"{wording.clean(name)}：____________________")
    if paper.dated is not None:
        document.add_paragraph(wording.day_zh(paper.dated))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_section(document: Any, section: PaperSection) -> None:
    document.add_heading(wording.clean(section.heading), level=2)
    for text in section.paragraphs:
        document.add_paragraph(wording.clean(text))
    if section.table:
        table = document.add_table(rows=0, cols=len(section.table[0]), style="Table Grid")
        for row in section.table:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = wording.clean(text)
