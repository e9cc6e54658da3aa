"""Possible duplicates: the page that compares two papers and merges them."""
