"""What a report says beside something else: other wording, another draft, what was promised."""
