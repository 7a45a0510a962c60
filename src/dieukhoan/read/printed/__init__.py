"""Printed pages as lines, whether their letters come from a PDF that holds them or from a scan."""
