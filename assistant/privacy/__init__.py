"""What is kept or logged tells as little as can be: numbers and addresses are taken out, the rest is sealed."""
