"""The policy point through which counting methods are found, a plugin's like our own (计票方法政策点)."""

from __future__ import annotations

from typing import Final

from gongtong.core.policies import Fact, PolicyPoint
from gongtong.voting.counting.counting_method import CountingMethod

METHOD_NAME: Final = Fact("method", str, zh="计票方法名称")
"""The name by which a method is asked for, such as `irv` (计票方法名称)."""

COUNTING_METHOD: Final = PolicyPoint[CountingMethod](
    "voting.counting_method",
    zh="以该名称计票的方法",
    value_type=CountingMethod,
    facts=(METHOD_NAME,),
)
"""Which method counts under a name; each provision says for which name it speaks (计票方法)."""
