"""Dates and times for readers of English in Sweden: day first, 24 hours."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "Y-m-d"
FIRST_DAY_OF_WEEK = 1
