"""Writes a digest: HTML that mail programs show, plain text, Markdown, and a mail of both."""
