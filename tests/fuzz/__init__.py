"""Coverage-guided fuzzing: ``python3 scripts/fuzz.py`` starts it, ``finds/`` holds what it found."""
