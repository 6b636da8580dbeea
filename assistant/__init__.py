"""The application around Rasa: understanding, dialogue, safety, channels, server."""
