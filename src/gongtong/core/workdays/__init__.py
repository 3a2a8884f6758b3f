"""Working days and what falls due on them: 调休, rollover, pauses, provisional dates (工作日)."""
