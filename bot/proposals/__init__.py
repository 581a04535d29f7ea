"""Proposals: taken in, receipted, moderated, and traceable to the last one."""
