"""Finding articles, facts and sessions by words."""
