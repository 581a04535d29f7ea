"""What the bot knows: packs of content, citations, search. No Telegram and no database on this floor."""
