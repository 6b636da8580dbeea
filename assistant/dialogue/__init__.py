"""How a conversation goes on: what a question is about, what was said before, what is offered next. No Rasa types."""
