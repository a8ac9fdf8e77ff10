"""The words every layer shares: strata, contexts, units and the published columns."""
