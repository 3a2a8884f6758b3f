"""The ballot box of a poll: taking ballots, who has voted, receipts and proofs (投票箱)."""
