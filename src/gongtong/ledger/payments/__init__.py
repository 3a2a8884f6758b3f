"""What households have paid: matching, booking and suspense (收款)."""
