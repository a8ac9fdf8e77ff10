"""Changes to regimes, each told one by one."""
