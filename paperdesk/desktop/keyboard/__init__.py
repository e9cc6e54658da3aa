"""Keyboard shortcuts and the page that changes them."""
