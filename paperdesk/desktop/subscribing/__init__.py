"""The subscription to the digest by mail."""
