"""The curated knowledge: all that the assistant may say about treatments. Imports nothing of Rasa."""
