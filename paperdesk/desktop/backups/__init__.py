"""Backups in the window: made each day and on request, restored, and used when a library fails."""
