"""Sums over time, ready to be drawn, tabled or told: pure arithmetic on a diary, no clock.

`span` is which days; the other modules each hold the frozen values of their charts and the functions that compute them.
Unknown is `None`, never 0.
"""
