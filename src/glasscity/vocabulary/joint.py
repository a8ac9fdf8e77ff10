"""Words of joint tallies: where something holds, and what is summed over people."""

WHERE = ("here only", "there only", "both")
"""In which of two worlds: only in the one that is compared, only in the other, in both."""

SIDES = ("burdened", "eased")
"""Under any consequence that is no privilege; under any privilege."""

SUMS = ("here", "there", "here squared", "there squared", "product")
"""What the variance of a difference, and of its two sides, is made of."""
