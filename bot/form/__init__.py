"""The issue form: made from the list's sections, and kept in step with them."""
