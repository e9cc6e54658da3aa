"""Importing files, drops, pasted text, the watched folder and the sample."""
