"""Daily Papers pages: copied text, saved HTML and the API's JSON."""
