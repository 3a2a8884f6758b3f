"""Moving a payment to the dwelling that it was for (收款改户)."""
