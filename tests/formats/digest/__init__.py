"""Digests as files and mails."""
