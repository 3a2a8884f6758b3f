"""A dormitory of any size, made from a seed: its paperwork in the real formats, and the truth (生成样例小区).

For tests and benchmarks of a whole year. The papers are messy in the ways in which real ones are:
namesakes, joint owners, relatives who pay, half and double payments, late and spoilt ballots.
"""

from gongtong.testing.dormitory.folder import make_dormitory, write_dormitory
from gongtong.testing.dormitory.people import Dormitory, Home

__all__ = ["Dormitory", "Home", "make_dormitory", "write_dormitory"]
