"""On the day: who came and went, by marks that phones and paper bring in later and twice (签到)."""
