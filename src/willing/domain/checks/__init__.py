"""What may be wrong with an operation, one theme a file. `willing.domain.check` runs them all."""
