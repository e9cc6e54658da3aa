"""Daily Papers pages: copied text, saved HTML, and JSON from the API."""
