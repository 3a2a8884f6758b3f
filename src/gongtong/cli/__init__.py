"""The command line (命令行)."""

from gongtong.cli.main import main

__all__ = ["main"]
