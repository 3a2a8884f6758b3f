"""The roster of a group, who speaks for it, and what its households said (集体当事人)."""
