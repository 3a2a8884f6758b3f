"""Who may vote, how much each weighs, and through whom (表决资格)."""
