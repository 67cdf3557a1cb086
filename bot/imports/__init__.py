"""Other people's lists and whole conferences, taken in as works."""
