"""9xx: waivers, the decisions to let a problem stand."""
