"""Answers queries from the index (words) and the store (filters and sort orders)."""
