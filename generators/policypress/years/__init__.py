"""From one year to the next: carrying over, comparing sentences, telling what is left to do."""
