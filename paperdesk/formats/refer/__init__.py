"""Refer files, and those of EndNote (.enw), read."""
