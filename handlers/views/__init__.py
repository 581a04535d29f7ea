"""Cards as Telegram shows them: entities, keyboards, messages."""
