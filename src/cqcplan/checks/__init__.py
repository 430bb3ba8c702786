"""The rules that ``validate`` holds plans to: one small module each, in families."""
