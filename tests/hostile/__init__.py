"""Files that an attacker would put in the folder, made anew by each run: see ``families``."""
