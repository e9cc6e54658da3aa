"""BibTeX, read and written."""
