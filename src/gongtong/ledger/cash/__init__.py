"""The cashier's desk: the cash book, numbered receipts and the count at a month's end (出纳台)."""
