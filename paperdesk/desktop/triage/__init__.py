"""Triage: the papers of the list one at a time."""
