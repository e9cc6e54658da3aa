"""Mails the digest: the only part of Paperdesk that connects to another computer."""
