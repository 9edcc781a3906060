"""Turns a Reply into Telegram's HTML and buttons, and sends or edits it."""

from collections.abc import Iterable
from html import escape

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.replies.plain import spoken
from bot.replies.reply import Block, Button, Line, Reply, Role

_TAGS = {
    Role.TITLE: "b",
    Role.LEAD: "i",
    Role.HEADING: "b",
    Role.SAY: "b",
    Role.NEVER: "s",
    Role.NOTE: "i",
}


async def send(message: Message, reply: Reply) -> Message:
    """Answers a message, quoting it, in its own chat and topic."""
    return await message.reply_text(
        as_html(reply),
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(reply.buttons),
        protect_content=reply.internal,
        do_quote=True,
        allow_sending_without_reply=True,
    )


async def edit(bot: Bot, chat: int, message: int, reply: Reply) -> None:
    """Puts a reply in the place of an earlier one. The same reply twice is no error."""
    try:
        await bot.edit_message_text(
            as_html(reply),
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():
            raise


def as_html(reply: Reply) -> str:
    """The reply as Telegram HTML within the limit: folded blocks are left out first."""
    blocks = [block for block in reply.blocks if block.lines]
    while _visible(blocks) > MessageLimit.MAX_TEXT_LENGTH and len(blocks) > 1:
        last_folded = [block for block in blocks if block.folded][-1:] or blocks[-1:]
        blocks.remove(last_folded[0])
    return "\n\n".join(map(_block, blocks))


def keyboard(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup | None:
    """The buttons; None when there are none."""
    drawn = [[_button(button) for button in row] for row in rows]
    return InlineKeyboardMarkup(drawn) if drawn else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copy:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    return InlineKeyboardButton(button.label, callback_data=button.press)


def _visible(blocks: Iterable[Block]) -> int:
    """Length in UTF-16 units with room for quotes and marks, as Telegram counts."""
    lines = [line for block in blocks for line in block.lines]
    texts = (f"{line.mark} {spoken(line)}  {line.note}\n\n" for line in lines)
    return sum(len(text.encode("utf-16-le")) // 2 for text in texts)


def _block(block: Block) -> str:
    text = "\n".join(map(_line, block.lines))
    return f"<blockquote expandable>{text}</blockquote>" if block.folded else text


def _line(line: Line) -> str:
    text = escape(spoken(line), quote=False)
    if tag := _TAGS.get(line.role):
        text = f"<{tag}>{text}</{tag}>"
    mark = f"{escape(line.mark, quote=False)} " if line.mark else ""
    note = f"  <i>{escape(line.note, quote=False)}</i>" if line.note else ""
    return f"{mark}{text}{note}"
