"""What delivery costs: spreading, the ledger, the rate against a server that enforces Telegram's, replies meanwhile."""
