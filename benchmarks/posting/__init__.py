"""What the benchmark of the ledger measures: bare drivers, SQLAlchemy, the library, and other libraries."""
