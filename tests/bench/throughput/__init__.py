"""Updates a second: this bot and echo bots of other libraries, against a Bot API double in another process."""
