"""The tables of meters and their readings (表具表结构)."""

from typing import Self

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.storage.column_types import Day, Fen, Id, Key, enum_column, place_column
from gongtong.core.storage.names import Names
from gongtong.ledger.fees.meters.registering import ReadingSource
from gongtong.ledger.fees.policies import MeterKind


@frozen
class MetersTables:
    """Meters as they stand, and readings, only ever inserted (表具与读数表)."""

    meter: sa.Table
    meter_reading: sa.Table

    @classmethod
    def define(cls, metadata: sa.MetaData, names: Names) -> Self:
        """Define the tables for these names (建表定义)."""
        meter = sa.Table(
            names("meter"),
            metadata,
            place_column(),
            sa.Column("meter_id", Id(), nullable=False),
            enum_column("kind", MeterKind),
            sa.Column("name", sa.String(100), nullable=False),
            sa.Column("dwelling_id", Id()),
            sa.Column("serial", Key(60), nullable=False),
            sa.Column("digits", sa.Integer, nullable=False),
            sa.Column("multiplier", sa.Integer, nullable=False),
            sa.Column("last_on", Day(), nullable=False),
            *(
                sa.Column(name, Fen(), nullable=False)
                for name in (
                    "last_value",
                    "last_total",
                    "actual_value",
                    "actual_total",
                    "billed_total",
                )
            ),
            sa.Column("version", sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("place_id", "meter_id"),
            sa.UniqueConstraint("place_id", "serial"),
        )
        sa.Index(None, meter.c.place_id, meter.c.dwelling_id)
        return cls(meter, _readings(metadata, names, meter))


def _readings(metadata: sa.MetaData, names: Names, meter: sa.Table) -> sa.Table:
    return sa.Table(
        names("meter_reading"),
        metadata,
        place_column(),
        sa.Column("meter_id", Id(), nullable=False),
        sa.Column("read_on", Day(), nullable=False),
        sa.Column("value", Fen(), nullable=False),
        enum_column("source", ReadingSource),
        sa.Column("total", Fen(), nullable=False),
        sa.Column("billed_total", Fen(), nullable=False),
        sa.Column("recorded_by", Key(120), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "meter_id", "read_on"),
        sa.ForeignKeyConstraint(["place_id", "meter_id"], [meter.c.place_id, meter.c.meter_id]),
        sa.CheckConstraint("billed_total >= 0", name="billed_is_not_negative"),
    )
