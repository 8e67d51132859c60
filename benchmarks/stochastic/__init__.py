"""Published two-stage stochastic programs, read where they lie and decided by Willing's own solver.

Files: SMPS (`.cor`, `.tim`, `.sto`, two periods, discrete), and the data files (`.dat`) of two
models whose meaning is written here: `sslp`, where to open servers before clients are known
(Ntaimo and Sen), and `sizes`, which sizes to produce in two periods, the larger cut down for the
smaller (Jorjani, Scott and Woodruff).
"""
