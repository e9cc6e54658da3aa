"""Tags: the popover, the tag manager, and tags by key or drop."""
