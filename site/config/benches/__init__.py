"""Figures, with what they are compared with: `manage.py bench SUBJECT`."""
