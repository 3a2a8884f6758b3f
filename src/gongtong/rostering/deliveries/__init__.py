"""Supply runs to households: who carries what to which door, by which way, and what happened there (配送)."""
