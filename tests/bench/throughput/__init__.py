"""How many updates a second: this bot and echo bots of other libraries, against one Bot API double in another process."""
