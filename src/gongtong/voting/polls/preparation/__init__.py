"""The stages of a poll before ballots come in (表决准备)."""
