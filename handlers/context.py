"""The context of our callbacks: PTB's own, without state kept in it."""

from telegram.ext import CallbackContext, ExtBot

Context = CallbackContext[
    ExtBot[None], dict[object, object], dict[object, object], dict[object, object]
]
