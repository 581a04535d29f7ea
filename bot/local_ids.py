"""Numbers of local people and chats, apart from every number that real Telegram gives out."""

# A real user id has at most 40 bits (TDLib: UserId::MAX_USER_ID), a real chat id about 42, and the Bot API
# promises no more than 52 significant bits: between the two there is room that nobody real will ever have.
LOCAL_ID_BASE = 3 << 50
LOCAL_ID_END = 1 << 52


def is_local(chat_id: int) -> bool:
    """Tell whether a user or chat id was made by the local Telegram, so that real sending must skip it.

    Groups and channels are the same numbers with a minus.
    """
    return LOCAL_ID_BASE <= abs(chat_id) < LOCAL_ID_END
