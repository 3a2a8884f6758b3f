"""The sanitation fee of a self-managed compound: 300 yuan a dwelling a year (卫生服务费)."""

from gongtong_sanitation_fee.fee import DECISION, FEE_FEN, YearlyFee, plugin

__all__ = ["DECISION", "FEE_FEN", "YearlyFee", "plugin"]
