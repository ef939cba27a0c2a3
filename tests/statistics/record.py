"""Writes recorded.json: what SciPy and statsmodels say of 200 random inputs for each statistic.

    python3 -m venv /tmp/venv
    /tmp/venv/bin/pip install numpy==2.* scipy==1.* statsmodels==0.15.*
    /tmp/venv/bin/python tests/statistics/record.py > tests/statistics/recorded.json

The seed is fixed, so that the same versions write the same file. The Net Promoter Score is in neither
library: its variance is that of numpy for the answers as -1, 0 and 1, with the three answers added.
"""

import json
import sys

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

CASES = 200
random = numpy.random.default_rng(20261122)


def size():
    """How many answers: few as often as many."""
    return int(round(10 ** random.uniform(0.31, 5.0)))


def share():
    n = size()
    kind = random.integers(0, 8)
    return (0 if kind == 0 else n if kind == 1 else int(random.integers(0, n + 1))), n


def values():
    n = min(size(), 20)
    if random.integers(0, 2):
        drawn = random.normal(random.uniform(-50, 50), 10 ** random.uniform(-2, 2), n)
    else:
        drawn = random.integers(1, 8, n).astype(float)
        drawn[0], drawn[1] = 1.0, 7.0
    return [round(float(value), 3) for value in drawn]


def groups():
    weights = random.dirichlet([1.0, 1.0, 1.0])
    return [int(count) for count in random.multinomial(size(), weights)]


def adjusted(counts):
    """The mean and the squared standard error of answers -1, 0, 1 with three quarters and a half added."""
    scores = numpy.array([1.0, 0.0, -1.0])
    weights = numpy.array(counts, dtype=float) + numpy.array([0.75, 1.5, 0.75])
    described = DescrStatsW(scores, weights=weights, ddof=0)
    return described.mean, described.var / weights.sum()


def nps(counts):
    mean, error = adjusted(counts)
    low, high = stats.norm.interval(0.95, loc=mean, scale=numpy.sqrt(error))
    return [max(-100.0, 100 * low), min(100.0, 100 * high)]


def nps_difference(earlier, later):
    (before, before_error), (after, after_error) = adjusted(earlier), adjusted(later)
    scale = numpy.sqrt(before_error + after_error)
    low, high = stats.norm.interval(0.95, loc=after - before, scale=scale)
    return [100 * low, 100 * high]


recorded = {
    "made_with": {"numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "wilson": [],
    "share_difference": [],
    "nps": [],
    "nps_difference": [],
    "sample": [],
    "mean_interval": [],
    "mean_difference": [],
    "slope": [],
}
for _ in range(CASES):
    successes, n = share()
    recorded["wilson"].append([successes, n, *map(float, proportion_confint(successes, n, 0.05, "wilson"))])

    (before, before_n), (after, after_n) = share(), share()
    found = confint_proportions_2indep(after, after_n, before, before_n, method="newcomb", compare="diff")
    recorded["share_difference"].append([[before, before_n], [after, after_n], *map(float, found)])

    counts = groups()
    recorded["nps"].append([counts, *map(float, nps(counts))])
    earlier, later = groups(), groups()
    recorded["nps_difference"].append([earlier, later, *map(float, nps_difference(earlier, later))])

    drawn = values()
    recorded["sample"].append([drawn, float(numpy.mean(drawn)), float(numpy.std(drawn, ddof=1))])

    # From the three numbers alone, for more answers than anybody would list.
    n, mean, sd = max(2, size()), round(float(random.normal(0, 20)), 3), round(float(10 ** random.uniform(-2, 2)), 3)
    found = stats.t.interval(0.95, n - 1, loc=mean, scale=sd / numpy.sqrt(n))
    recorded["mean_interval"].append([n, mean, sd, *map(float, found)])

    earlier, later = values(), values()
    compared = CompareMeans(DescrStatsW(later), DescrStatsW(earlier))
    found = compared.tconfint_diff(0.05, usevar="unequal")
    recorded["mean_difference"].append([earlier, later, *map(float, found)])

    y = values()
    x = sorted(float(place) for place in random.choice(200, len(y), replace=False))
    recorded["slope"].append([x, y, float(stats.linregress(x, y).slope)])

lines = [f' {json.dumps(key)}: {json.dumps(rows)}' for key, rows in recorded.items()]
sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")
