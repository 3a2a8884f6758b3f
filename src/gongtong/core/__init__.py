"""What every room speaks: exact values, rulings, policies, the register and the record (共同基础)."""
