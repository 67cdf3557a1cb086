"""Bring requests to where they should be: one, or every open one. Level-triggered, so safe at any time."""
