"""Moving money between funds, and changing the chart (资金与科目台)."""
