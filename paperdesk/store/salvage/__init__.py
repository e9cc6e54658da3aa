"""Reads what is readable of a damaged database into a new library, without SQLite's help."""
