"""6xx: governance: what is due to whom, and what nobody has looked at for too long."""
