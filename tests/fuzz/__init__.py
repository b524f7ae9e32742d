"""Fuzzing: targets that any bytes may be thrown at, a driver, and the inputs that once showed a fault."""
