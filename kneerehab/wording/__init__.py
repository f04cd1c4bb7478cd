"""Domain values → words, for screens, reports and the command line: plain and kind, no forecast, no blame.

`labels` names codes, `formats` writes dates and amounts, `records` puts a record on one line, `verdicts` answers
"Can I run today?" and says why.
"""
