"""Rasa graph components: how a message becomes an intent and entities. Named in config.yml, in this order."""
