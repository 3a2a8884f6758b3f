"""Lets `python -m gongtong.cli` do what `gongtong` does (模块入口)."""

import sys

from gongtong.cli.main import main

sys.exit(main())
