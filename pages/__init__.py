"""One file, one screen, one folder deep; guarded in its first line."""
