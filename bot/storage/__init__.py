"""What is on disk: the database, its tables and migrations, and the keys that seal what it holds."""
