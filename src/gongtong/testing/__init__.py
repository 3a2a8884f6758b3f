"""Test tools for gongtong and for whatever is built on it (测试工具).

Nothing here is imported by the library itself. The pytest plugin (`pytest_plugin`) gives the fixtures `engine`,
`gongtong_app` and `place`; the other modules can be used from any test runner.
"""
