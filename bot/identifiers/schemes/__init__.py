"""One file for each way of naming works. A new file here is all that a new scheme needs."""
