"""Merging the papers of another library, and undoing it."""
