"""Keeping values in the host's database, inside the host's transaction (存储).

Correctness never rests on an isolation level: a command locks the row of its place first, and every
table is unique by place. Only this package, `core.registry` and the rooms' own `tables.py` and
`store.py` know SQLAlchemy.
"""
