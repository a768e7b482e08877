"""What the product costs, one measurement a module: `measure(world)` yields figures, each beside its floor."""
