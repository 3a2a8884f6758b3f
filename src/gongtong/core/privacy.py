"""Masked names and telephone numbers, the default in everything people read (脱敏).

A handler may not publish personal information without separate consent (个人信息保护法 第25条). No text
prescribes a form of masking; this one keeps the surname, and of a number what its owner will know.
"""

from __future__ import annotations

_ORGANISATIONS = (
    "公司",
    "集团",
    "总厂",
    "工厂",
    "委员会",
    "居委会",
    "业委会",
    "中心",
    "医院",
    "学校",
    "大学",
    "幼儿园",
    "银行",
    "支行",
    "合作社",
    "办事处",
    "研究所",
    "事务所",
    "管理局",
    "建设局",
)
_ORGANISATION_ENDINGS = ("厂", "局", "院", "所", "店")
_SHORTEST_ORGANISATION = 4
_JOINT = "、"
_MOBILE_DIGITS = 11
_SHORT_NUMBER_DIGITS = 7


def is_organisation(name: str) -> bool:
    """Say whether a name reads as that of an organisation, not of a person (是否单位).

    >>> is_organisation("荆州市砂石总厂"), is_organisation("欧阳国局")
    (True, False)
    """
    if len(name) < _SHORTEST_ORGANISATION or "·" in name:
        return False
    # a single closing character needs a longer name: four-character names of persons exist
    return name.endswith(_ORGANISATIONS) or (
        len(name) > _SHORTEST_ORGANISATION and name.endswith(_ORGANISATION_ENDINGS)
    )


def mask_name(name: str) -> str:
    """Mask the name of a person, or of several joined by the enumeration comma (姓名脱敏).

    >>> mask_name("张三丰"), mask_name("崔永平、韩俊杰"), mask_name("荆州市砂石总厂")
    ('张**', '崔**、韩**', '荆州市砂石总厂')
    """
    return _JOINT.join(_mask_one(part.strip()) for part in name.split(_JOINT))


def _mask_one(name: str) -> str:
    if is_organisation(name):
        return name
    return name[0] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def mask_phone(phone: str) -> str:
    """Mask a telephone number so that its owner still knows it (电话脱敏).

    >>> mask_phone("19902920099"), mask_phone("8123456"), mask_phone("110")
    ('199****0099', '81***56', '***')
    """
    if len(phone) >= _MOBILE_DIGITS:
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    if len(phone) >= _SHORT_NUMBER_DIGITS:
        return phone[:2] + "*" * (len(phone) - 4) + phone[-2:]
    return "*" * len(phone)
