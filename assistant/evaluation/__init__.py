"""Measuring how well questions are understood, on questions that are in no training data."""
