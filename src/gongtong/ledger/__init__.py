"""The room of money: books, fees, payments and spending (账务)."""
