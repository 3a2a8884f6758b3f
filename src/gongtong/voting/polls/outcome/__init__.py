"""The stages of a poll after the last ballot (表决结果)."""
