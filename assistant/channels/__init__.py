"""The channels by which patients reach the assistant."""
