"""`framekeeper demo`: the main job, played with real parts against a sample site on this machine."""
