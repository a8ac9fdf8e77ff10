"""Studies: one function per question, called alike by every face."""
