"""CSV and TSV, read and written."""
