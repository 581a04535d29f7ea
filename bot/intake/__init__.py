"""How updates come in: bounded, each person's in order, confirmed to Telegram after they are handled."""
