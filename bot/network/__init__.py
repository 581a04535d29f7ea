"""How the bot reaches a Bot API server."""
