"""The timeline above the list."""
