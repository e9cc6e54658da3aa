"""The note editor, its preview, and links between notes."""
