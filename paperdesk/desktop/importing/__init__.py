"""Ways in: files, drops, pasted text, the watched folder, the sample."""
