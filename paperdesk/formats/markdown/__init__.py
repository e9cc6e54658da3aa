"""Markdown lists, read and written, and folders of notes."""
