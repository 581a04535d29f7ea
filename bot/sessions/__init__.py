"""Sessions of bodies: what is announced, what was held, and what of it people are told."""
