"""The arithmetic of the scoring model without its data: scores, rounding, intervals, means, ranges.

Plain functions of numbers; every worked number of the model's description tests one of them.
"""

import math
from collections import namedtuple

NOISE = 1e-9                 # binary noise that must not decide a colour


# ---------------------------------------------------------------- section 2 and 3: values and rounding

def clip(score):
    return min(100.0, max(0.0, score))


def one_sided(value, green, red, yellow_floor=50.0, green_floor=80.0):
    """Green limit earns the green floor, red limit the yellow one."""
    return yellow_floor + (green_floor - yellow_floor) * (value - red) / (green - red)


def in_range(value, green_low, green_high, red_low, red_high, yellow_floor=50.0, green_floor=80.0):
    return min(one_sided(value, green_low, red_low, yellow_floor, green_floor),
               one_sided(value, green_high, red_high, yellow_floor, green_floor))


def rounded(score, decimals=1):
    """Half away from zero, after absorbing the noise."""
    if score is None:
        return None
    factor = 10 ** decimals
    return math.copysign(math.floor((abs(score) + NOISE) * factor + 0.5) / factor, score)


def colour(score, policy):
    """Of a score or of None: rounded first, compared then."""
    if score is None:
        return "grey"
    score = rounded(score)
    return "green" if score >= policy["green"] else "yellow" if score >= policy["yellow"] else "red"


# ---------------------------------------------------------------- section 4: statistics

Side = namedtuple("Side", "n mean sd half_width score published")


def survey_score(mean, policy):
    return clip(one_sided(mean, policy["survey_green"], policy["survey_yellow"], policy["yellow"], policy["green"]))


def sample_deviation(values):
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def incomplete_beta(a, b, x):
    """I_x(a, b) by its continued fraction (modified Lentz)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(1 - x)) / a
    fraction, numerator, denominator = 1.0, 1.0, 0.0
    for step in range(500):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        denominator = 1 / (1 + term * denominator or 1e-300)
        numerator = 1 + term / numerator or 1e-300
        fraction *= numerator * denominator
        if step and abs(numerator * denominator - 1) < 1e-15:
            break
    return front * (fraction - 1)


def student_t(freedom, probability=0.975):
    """The quantile, by halving."""
    low, high = 0.0, 1e4
    for _ in range(200):
        middle = (low + high) / 2
        below = 1 - incomplete_beta(freedom / 2, 0.5, freedom / (freedom + middle * middle)) / 2
        low, high = (middle, high) if below < probability else (low, middle)
    return (low + high) / 2


def half_width(values, invited=None):
    """Of the 95 % interval; None below two values."""
    n = len(values)
    if n < 2:
        return None
    width = student_t(n - 1) * sample_deviation(values) / math.sqrt(n)
    if invited is not None and invited >= n and invited > 1:
        width *= math.sqrt((invited - n) / (invited - 1))
    return width


def wilson(hits, n, z=1.959963984540054):
    share, square = hits / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return middle - reach, middle + reach


def cronbach_alpha(rows):
    items = list(zip(*rows))
    parts = sum(sample_deviation(item) ** 2 for item in items)
    return len(items) / (len(items) - 1) * (1 - parts / sample_deviation([sum(row) for row in rows]) ** 2)


# ---------------------------------------------------------------- section 5 and 7: groups and indices

def group_score(share, k, s):
    """The combination of the halves that are there; None without any."""
    if k is None or s is None:
        return s if k is None else k
    return share * k + (1 - share) * s


def weighted_mean(pairs):
    weight = sum(weight for weight, _ in pairs)
    return sum(weight * score for weight, score in pairs) / weight if weight > 0 else None


def robust_range(pairs, percent=25.0):
    """(lowest, highest) index of (weight, score) pairs while every weight varies by +/- percent."""
    pairs = sorted(((w, s) for w, s in pairs if w > 0), key=lambda pair: pair[1])
    lo, hi = 1 - percent / 100, 1 + percent / 100

    def mixed(k, first, rest):
        return weighted_mean([(w * (first if i < k else rest), s) for i, (w, s) in enumerate(pairs)])
    splits = range(len(pairs) + 1)
    return min(mixed(k, hi, lo) for k in splits), max(mixed(k, lo, hi) for k in splits)


def watermelon(k, s, policy):
    """'watermelon', 'liked but missing' or '' from the halves of a group."""
    if k is None or s is None:
        return ""
    if (colour(k, policy), colour(s, policy)) == ("green", "red") or k - s + NOISE >= policy["watermelon_gap"]:
        return "watermelon"
    if (colour(s, policy), colour(k, policy)) == ("green", "red") or s - k + NOISE >= policy["watermelon_gap"]:
        return "liked but missing"
    return ""


def perception_gap(client, partner, policy):
    """(client mean - partner mean, its class, its quadrant), None unless both sides are published."""
    if not client.published or not partner.published:
        return None
    gap, border = client.mean - partner.mean, policy["quadrant"]
    size = rounded(abs(gap), 2)
    kind = "aligned" if size < policy["gap_watch"] else "watch" if size < policy["gap_misaligned"] else "misaligned"
    quadrant = {(True, True): "agreed strength", (False, False): "agreed weakness",
                (False, True): "blind spot", (True, False): "undervalued"}
    return gap, kind, quadrant[client.mean + NOISE >= border, partner.mean + NOISE >= border]
