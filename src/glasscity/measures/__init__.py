"""Measures: functions of a run's tallies, one file per noun."""
