"""Letters about what is due, as one page to print (催缴通知页面).

The page says what the text of the letter says, loads nothing and runs nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

from gongtong.core.money import format_yuan
from gongtong.ledger.fees.debts.letters import CLOSING_LINES
from gongtong.notices import wording

if TYPE_CHECKING:
    from gongtong.ledger.fees.debts.letters import ArrearsLetter

_PACKAGE: Final = "gongtong.notices"
_PAGE: Final = "arrears_letter.html.j2"


def _clean(value: object) -> object:
    """Let through clean text, whole numbers and our own drawings."""
    return (
        wording.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["yuan"] = format_yuan
    environment.filters["day"] = wording.day_zh
    return environment


def page_named(name: str) -> jinja2.Template:
    """Give a page of the notices by its file name (取得页面模板)."""
    return _environment().get_template(name)


def render_letter(letter: ArrearsLetter) -> str:
    """Draw a letter as one HTML page that needs nothing else (绘制催缴通知)."""
    return page_named(_PAGE).render(letter=letter, closing=CLOSING_LINES)
