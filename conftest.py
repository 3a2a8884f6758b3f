"""Runs the Python blocks of the documentation as tests (文档即测试)."""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README*.md", "docs/**/*.md", "docs/*.md"],
).pytest()
