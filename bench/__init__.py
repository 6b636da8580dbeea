"""Measures the assistant, and beside it a stock Rasa 3.6.21 assistant: `python -m bench`."""
