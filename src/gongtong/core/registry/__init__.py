"""The register, the offices and the house rules of a place, kept in the database (名册登记)."""
