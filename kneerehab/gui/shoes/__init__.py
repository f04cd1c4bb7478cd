"""Shoes and their wear."""
