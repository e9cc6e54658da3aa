"""The lossless archive of a whole library."""
