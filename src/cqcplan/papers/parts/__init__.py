"""The parts papers are made of: each module writes sections from a setting."""
