"""The rest of the ten boundaries (PRACTICE.md): what a therapist keeps besides the watch list and the override log."""
