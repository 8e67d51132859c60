"""The nouns of an operation and what they mean. Standard library only."""
