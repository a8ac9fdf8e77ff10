"""Act: does a temptation become a deed?"""

from __future__ import annotations

from glasscity.kernels.house import inlined


@inlined
def is_done(accept, standing, kind, is_aware, word):
    """True iff the candidate of this kind is accepted under the person's standing."""
    return word < accept.below[standing, kind, is_aware]
