"""The page of the digest."""
