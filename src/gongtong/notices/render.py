"""The notice board as one page: for a telephone, a desk and a sheet of A4 (公示栏页面).

The page loads nothing and runs nothing: its style is inline and named by digest in a content
security policy that forbids everything else. The same facts give the same page, byte for byte.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import jinja2
from attrs import evolve
from markupsafe import Markup

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Standing
from gongtong.core.shares import percent
from gongtong.notices import charts, wording
from gongtong.notices.board import Naming, Outcome

if TYPE_CHECKING:
    from gongtong.core.shares import Bound
    from gongtong.notices.board import BoardFacts, MonthLine, OpinionLine

_PACKAGE: Final = "gongtong.notices"
_PAGE: Final = "board.html.j2"
_STYLE: Final = "board.css"


def _shown(value: object) -> object:
    """Let through what may stand on a board: clean text and whole numbers (输出检查)."""
    match value:
        case Markup() | int():
            return value
        case str():
            return wording.clean(value)
        case _:
            message = f"{value!r} has no form on a notice board"
            raise TypeError(message)


def _share_bar(name: str, part: int, whole: int, *, bound: Bound, title: str) -> Markup:
    return Markup(charts.share_bar(name, part, whole, bound=bound, title=title))  # noqa: S704 - charts escape every text that they are given


def _month_chart(months: tuple[MonthLine, ...]) -> Markup:
    return Markup(charts.month_chart("months", months, title="每月收支"))  # noqa: S704 - as above


def _category_chart(lines: tuple[OpinionLine, ...]) -> Markup:
    return Markup(charts.category_chart("opinions", lines, title="各类意见件数"))  # noqa: S704 - as above


@cache
def _style() -> Markup:
    text = files(_PACKAGE).joinpath("templates", _STYLE).read_text(encoding="utf-8")
    return Markup(text.replace("\r\n", "\n"))  # noqa: S704 - our own file


@cache
def _style_digest() -> str:
    return base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["yuan"] = format_yuan
    environment.filters["day"] = wording.day_zh
    environment.filters["area"] = wording.square_metres
    environment.filters["numeral"] = wording.numeral
    environment.filters["period"] = wording.source_period
    environment.globals.update(
        percent=percent,
        share_bar=_share_bar,
        month_chart=_month_chart,
        category_chart=_category_chart,
        hatches=Markup(charts.HATCHES),  # noqa: S704 - our own constant
        Naming=Naming,
        Outcome=Outcome,
        Standing=Standing,
    )
    return environment


def render_board(facts: BoardFacts) -> str:
    """Draw a notice board as one HTML page that needs nothing else (绘制公示栏).

    Opinions come out with the most frequent matter first; everything else keeps its order.
    """
    ordered = sorted(facts.opinions, key=lambda line: (-line.total, line.category_zh))
    return (
        _environment()
        .get_template(_PAGE)
        .render(
            board=evolve(facts, opinions=tuple(ordered)),
            style=_style(),
            style_digest=_style_digest(),
        )
    )
