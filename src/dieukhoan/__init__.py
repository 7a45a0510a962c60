"""Điều Khoản: Vietnamese regulations as a website on which every provision has an address."""

__version__ = "0.1.0"
