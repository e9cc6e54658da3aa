"""Lists of papers in JSON and JSON Lines, read and written."""
