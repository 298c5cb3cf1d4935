"""Clients and their accounts: who is listed."""
