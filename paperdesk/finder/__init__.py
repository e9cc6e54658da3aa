"""Answers queries: words from the index, filters and sort orders from the store."""
