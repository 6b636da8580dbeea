"""Reading what a person typed: folding, spelling, sentence embeddings. Imports nothing of Rasa."""
