"""Tables that go out: CSV and workbooks (表格导出)."""
