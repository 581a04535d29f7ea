"""Proposals: how one is taken in, supported, listed and told apart, and what becomes of it."""
