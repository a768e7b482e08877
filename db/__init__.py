"""What we store and how we reach it. Knows nothing of rules or screens."""
