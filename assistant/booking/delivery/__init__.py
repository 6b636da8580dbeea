"""Ways to the hospital's schedulers, and the worker that takes them."""
