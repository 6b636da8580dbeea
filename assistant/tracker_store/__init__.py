"""Conversations as they are kept: Rasa's tracker store on SQLite or PostgreSQL, sealed, and read from a mark on."""
