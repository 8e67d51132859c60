"""Other solvers on the same program, each in a process of its own."""
