"""Customer care itself: one folder per capability."""
