"""Credit notes, waivers and refunds, each by two people (债务更正办理)."""
