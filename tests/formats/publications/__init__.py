"""Books, pages and feeds."""
