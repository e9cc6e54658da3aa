"""Papers by hand: adding what the user types or pastes, and editing the fields of a paper."""
