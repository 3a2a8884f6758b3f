"""The code of a late charge names the charge that was paid late (违约金编码)."""

from typing import Final
from uuid import UUID

_PREFIX: Final = "late."


def late_code(principal_id: UUID) -> str:
    """Write the code of the late charges on one charge (违约金编码).

    >>> late_code(UUID(int=1))
    'late.00000000000000000000000000000001'
    """
    return f"{_PREFIX}{principal_id.hex}"


def principal_of(code: str) -> UUID | None:
    """Give the charge that a late charge is for; other charges are for none (本金应收).

    >>> principal_of(late_code(UUID(int=1))), principal_of("fee")
    (UUID('00000000-0000-0000-0000-000000000001'), None)
    """
    return UUID(hex=code.removeprefix(_PREFIX)) if code.startswith(_PREFIX) else None
