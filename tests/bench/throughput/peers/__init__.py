"""The smallest echo bots that each library's documentation shows. They run in the environment of `make peers`."""
