"""What the bot costs: `python -m tests.bench` prints one table from one run. Nothing here is a test."""
