"""paperlist: an issue that asks for a paper becomes one well-placed line in a Markdown list."""

__version__ = "0.1.0"
