"""A turn: a message on its way to its answer, from any door through Rasa; urgent help, whatever fails on the way."""
