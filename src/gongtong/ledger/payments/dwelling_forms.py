"""The forms in which people write a dwelling, as patterns (房号写法).

Three figures name a dwelling wholly, fewer name it in part. Between two figures stands a sign, or a word
such as 栋 after the first; a run of figures that goes on is no dwelling, nor is one after a letter.
"""

import re
from typing import Final

from attrs import frozen

from gongtong.ledger.payments.numerals import CHINESE

ARABIC_START: Final = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z][-./_#·])"

_START: Final = rf"(?:{ARABIC_START}(?=[0-9])|(?<![{CHINESE}])(?=[{CHINESE}]))"
_SIGN: Final = r"\s*[-./_#·\\]\s*"
_AFTER_WORD: Final = r"\s*[-./_·,]?\s*"
_BUILDING_WORD: Final = r"(?:号楼|号栋|\#楼|\#栋|栋楼?|幢楼?|座)"
_SHORT_BUILDING_WORD: Final = r"(?:\#|号|楼)"
_UNIT_WORD: Final = r"(?:单元|单|门|梯)"
_ROOM_WORD: Final = r"(?:号房间?|房间?|室|号(?![楼栋房])|户)"
_NO_MORE: Final = (
    rf"(?![0-9A-Za-z{CHINESE}]|[-._#][0-9])"
    rf"(?!\s*(?:{_BUILDING_WORD}|{_UNIT_WORD}|[楼层元块年月日期区]))"
)
# a year may stand beside three figures that only blanks divide, another number may not
_NO_FIGURE_BEFORE: Final = r"(?:(?<![0-9]\s)|(?<=19[0-9]{2}\s)|(?<=20[0-9]{2}\s))"
_NO_FOURTH: Final = r"(?!\s(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9])"
_NUMERAL: Final = f"[{CHINESE}]"
_BUILDING: Final = rf"(?P<building>[0-9]{{1,3}}|{_NUMERAL}{{1,4}})\s*"
_UNIT: Final = rf"(?P<unit>[0-9]{{1,2}}|{_NUMERAL}{{1,3}})\s*"
_SOME_FLOOR: Final = rf"(?P<floor>[0-9]{{1,2}}|{_NUMERAL}{{1,3}})\s*[楼层]{_AFTER_WORD}"
_FLOOR: Final = rf"(?:{_SOME_FLOOR})?"
_ROOM: Final = rf"(?P<room>[0-9]{{1,4}}|{_NUMERAL}{{1,5}})(?:\s*{_ROOM_WORD}|{_NO_MORE})"
# a room that no word marks has at least three figures
_LONE_ROOM: Final = (
    rf"(?P<room>[0-9]{{1,4}}(?=\s*{_ROOM_WORD})|[0-9]{{3,4}}{_NO_MORE}"
    rf"|{_NUMERAL}{{1,5}}(?=\s*{_ROOM_WORD})|{_NUMERAL}{{3,5}}{_NO_MORE})(?:\s*{_ROOM_WORD})?"
)
_ANY_BUILDING_WORD: Final = rf"(?:{_BUILDING_WORD}|{_SHORT_BUILDING_WORD})"


@frozen
class Form:
    """One way to write a dwelling, wholly or in part (写法).

    `is_plain` says that words mark building and room, so that the figures can be nothing else.
    """

    pattern: re.Pattern[str]
    is_plain: bool = False


def _form(text: str, *, is_plain: bool = False) -> Form:
    return Form(re.compile(_START + text, re.ASCII), is_plain)


WHOLE: Final = (
    _form(
        rf"{_BUILDING}(?:{_ANY_BUILDING_WORD}{_AFTER_WORD}|{_SIGN})"
        rf"{_UNIT}(?:{_UNIT_WORD}{_AFTER_WORD}|{_SIGN}){_FLOOR}{_ROOM}"
    ),
    _form(rf"{_BUILDING},\s*{_UNIT},\s*{_LONE_ROOM}"),
    _form(rf"{_NO_FIGURE_BEFORE}{_BUILDING}(?<=\s){_UNIT}(?<=\s){_LONE_ROOM}{_NO_FOURTH}"),
)
PARTIAL: Final = (
    _form(rf"{_SOME_FLOOR}{_LONE_ROOM}"),
    _form(rf"{_BUILDING}{_BUILDING_WORD}{_AFTER_WORD}{_FLOOR}{_LONE_ROOM}", is_plain=True),
    _form(rf"{_BUILDING}(?:{_SHORT_BUILDING_WORD}{_AFTER_WORD}|{_SIGN}){_LONE_ROOM}"),
    _form(rf"{_BUILDING}{_ANY_BUILDING_WORD}{_AFTER_WORD}{_UNIT}{_UNIT_WORD}"),
    _form(rf"{_UNIT}{_UNIT_WORD}{_AFTER_WORD}{_FLOOR}{_LONE_ROOM}"),
    _form(rf"{_BUILDING}{_BUILDING_WORD}"),
    _form(rf"{_UNIT}单元"),
    _form(rf"(?P<room>[0-9]{{3,4}}|{_NUMERAL}{{3,5}})\s*{_ROOM_WORD}"),
    _form(rf"(?P<room>{_NUMERAL}{{3,5}}){_NO_MORE}"),
)
