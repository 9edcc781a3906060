"""In which language a person reads, and what of a message is addressed to us."""

from telegram import Message, Update

from bot.services.choose import Choose
from scripts_library.models import Language


def interface_language(update: Update, choose: Choose) -> Language:
    """The language for menus and hints: chosen, else the app's, else Chinese."""
    user = update.effective_user
    if user is None:
        return "zh"
    chosen = choose.of(user.id).language
    if chosen:
        return chosen
    code = user.language_code or "zh"
    return "zh" if code.startswith("zh") else "en"


def addressed_text(message: Message, bot_name: str, bot_id: int) -> str | None:
    """What is said to us: all of it in a private chat; in a group only when mentioned or replied to.

    None when it is not for us. A command word at the front (/ask) and our mention are taken off.
    """
    text = message.text or ""
    if text.startswith("/"):
        command, _, text = text.partition(" ")
        return text.strip() if _is_ask(command, bot_name) else None
    if message.chat.type == message.chat.PRIVATE:
        return text
    mention = f"@{bot_name}"
    if mention.lower() in text.lower():
        start = text.lower().index(mention.lower())
        return f"{text[:start]} {text[start + len(mention) :]}".strip()
    answered = message.reply_to_message
    to_us = answered and answered.from_user and answered.from_user.id == bot_id
    return text if to_us else None


def _is_ask(command: str, bot_name: str) -> bool:
    name, _, whom = command[1:].partition("@")
    return name.lower() == "ask" and whom.lower() in {"", bot_name.lower()}
