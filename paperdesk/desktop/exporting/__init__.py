"""Exporting papers to files."""
