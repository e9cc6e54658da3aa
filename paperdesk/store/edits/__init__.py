"""Changes the user makes, each applied in one transaction and invertible."""
