"""Reports as tables that go out (报表输出)."""
