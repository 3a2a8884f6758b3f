"""What the place remembers of payers once a person has settled their payment (记忆付款人)."""
