"""Issue text to what it asks for. Pure: no network, no clock, no list."""
