"""Packages of Office files from outside, before anything is made of them."""
