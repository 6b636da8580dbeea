"""The appointment form: reading what was typed for a field, and reading it back. Pure functions; nothing of Rasa."""
