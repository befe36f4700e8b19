"""Measured and marked tables from the literature, against which the model of the judges is checked. Figures only."""

# Inhibition zones (mm) of 24 plates x 6 samples of penicillin: Davies & Goldsmith (1972), Statistical Methods in
# Research and Production, section 6.6. REML as printed for lme4 (Bates et al. 2015) and by other programs.
PENICILLIN = """
272326232321 272326232321 252125242420 262325232320 252226222320 242225232219 242023212219 262226242421
242124222220 242124232219 262326242421 252226242420 262426242522 262326232320 262325242422 252225232320
252124232320 252224232319 242123212119 262326242421 252124222218 252225222220 242124222419 242124222118
"""
PENICILLIN_REML = (0.716908, 3.730919, 0.302415)  # variances of plates, samples and what is left

# Bitterness (0-100) of 8 bottles of white wine, each tasted by the same 9 judges: Randall (1989),
# The analysis of sensory data by generalised linear model, Biometrical Journal 31. A row is a judge.
BITTERNESS = """
36 48 47 67 77 60 83 90
17 22 14 50 30 51 90 70
36 50 42 23 80 81 73 62
46 27 48 32 57 37 84 58
26 45 61 41 48 41 58 55
46 30 54 37 32 60 88 73
13 19 31 29 22 43 32 49
25 32 39 40 51 45 42 67
12 29 47 28 47 38 72 65
"""


def penicillin() -> list[tuple[int, ...]]:
    """Of every plate its six samples."""
    return [tuple(int(row[place : place + 2]) for place in range(0, 12, 2)) for row in PENICILLIN.split()]


def bitterness() -> list[tuple[int, ...]]:
    """Of every bottle its nine marks."""
    judges = [tuple(map(int, line.split())) for line in BITTERNESS.strip().splitlines()]
    return list(zip(*judges, strict=True))
