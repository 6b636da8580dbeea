"""What is kept of a conversation tells as little as can be: numbers and addresses are taken out, the rest is sealed."""
