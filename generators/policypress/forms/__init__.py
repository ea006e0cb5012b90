"""One form definition, compiled into Word and PDF."""
