"""The spotters: each finds concepts in a reading and judges nothing."""
