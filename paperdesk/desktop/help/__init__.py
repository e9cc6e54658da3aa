"""Pages of help, opened at the page for the place one is in."""
