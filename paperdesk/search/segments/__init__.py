"""The index on disk: segments, their codec, building and merging them."""
