"""A small nation's door: what it could best bring, and what that would close."""
