"""Where issues and pull requests live: GitHub, or a local git clone."""
