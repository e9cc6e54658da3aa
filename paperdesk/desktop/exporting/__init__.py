"""The export dialog and the job behind it."""
