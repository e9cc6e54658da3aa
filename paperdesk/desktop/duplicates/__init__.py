"""Possible duplicates: compares two papers and merges them."""
