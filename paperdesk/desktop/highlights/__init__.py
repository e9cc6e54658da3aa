"""Highlights: making and showing them, the popover, the list and its page."""
