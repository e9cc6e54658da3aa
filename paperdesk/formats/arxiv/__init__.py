"""arXiv: Atom, RSS, OAI-PMH and the Kaggle snapshot."""
