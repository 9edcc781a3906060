"""The terminal chat: the same Telegram application, with the terminal as its Bot API."""
