"""Turning what the bot knows and does into text and buttons, as plain data that no messenger shaped."""
