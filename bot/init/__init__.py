"""Bringing the bot to a list: what is learnt of it, the files that it needs, and what is still missing."""
