"""The digest: its choices and preview, and the files it is saved as."""
