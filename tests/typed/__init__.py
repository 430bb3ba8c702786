"""What people type, against what is understood or asked."""
