"""Electing a committee from sheets of ballots, in heads and area (委员会选举)."""
