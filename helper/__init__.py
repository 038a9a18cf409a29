"""PostCheck's helper: reads the policy rules and says what they mean for a draft."""

__version__ = "0.1.0"
