"""The reports of months and quarters."""
