"""What is held of people: told, handed out, and erased."""
