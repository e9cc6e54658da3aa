"""Checks a library's database against itself, and repairs what follows from the rest of it."""
