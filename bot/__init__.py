"""What the bot does: answering, people, storage, rendering, delivery. It knows no handlers."""
