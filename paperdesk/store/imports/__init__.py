"""Storing what a dump holds: matching, merging, receipts, undo."""
