"""Who you are, what you may do, which rows you may see, what you did."""
