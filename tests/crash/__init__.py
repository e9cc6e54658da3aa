"""Kills Paperdesk's processes at random moments: `python -m tests.crash --help`."""
