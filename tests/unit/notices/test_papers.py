"""Papers drawn as a page and as a file."""

import io

import docx
from attrs import evolve

from gongtong.mediation.dossiers.forms import Paper, PaperSection
from gongtong.notices.papers import paper_docx, render_paper
from gongtong.testing.disputes import TODAY

PAPER = Paper(
    "人民调解协议书",
    "2025-001-1",
    (
        PaperSection("达成如下协议", ("逐户交证<script>", "交证后补费")),
        PaperSection("履行方式和期限", (), (("序号", "内容"), ("1", "交付产权证"))),
    ),
    ("人民调解员（签名）",),
    TODAY,
)


def test_a_page_says_what_the_paper_says_and_runs_nothing() -> None:
    """What somebody wrote is text, and never markup."""
    page = render_paper(PAPER)
    for text in ("人民调解协议书", "2025-001-1", "交证后补费", "交付产权证", "人民调解员（签名）"):
        assert text in page
    assert "<script>" not in page
    assert "<td>交付产权证</td>" in page
    assert "2025年6月10日" in page
    assert "2025年" not in render_paper(evolve(PAPER, dated=None))


def test_a_file_says_the_same() -> None:
    """Read back by the library that writes it: headings, paragraphs, the table, and no author."""
    read = docx.Document(io.BytesIO(paper_docx(PAPER)))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert texts[:2] == ["人民调解协议书", "编号：2025-001-1"]
    assert "交证后补费" in texts
    assert "2025年6月10日" in texts
    (table,) = read.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "内容"],
        ["1", "交付产权证"],
    ]
    assert read.core_properties.author == ""


def test_the_same_paper_gives_the_same_text() -> None:
    """Twice."""
    first, second = (docx.Document(io.BytesIO(paper_docx(PAPER))) for _ in range(2))
    assert first.element.xml == second.element.xml
