"""The few things every layer may use: clock, errors, languages, settings."""
