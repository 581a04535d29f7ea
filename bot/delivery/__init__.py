"""Delivery: what happened becomes one message to each person who wants to know, at an hour they accept."""
