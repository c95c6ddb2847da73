"""A second event loop, in a thread of its own, for what takes long to be made: the loop of all other pages goes on.

Datasette puts an answer into words in one go, without a pause in which others could be answered. Two threads share the
interpreter in turns of a few milliseconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache
from threading import Thread

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send


async def answer_aside(app: Application, scope: Scope, receive: Receive, send: Send) -> None:
    """Have the application answer in the other loop; its messages are received and sent in that of the caller."""
    home = asyncio.get_running_loop()

    async def receiving() -> Message:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_received(receive), home))

    held: list[Message] = []

    async def sending(message: Message) -> None:
        # The start goes with what follows it: each way to the other loop costs.
        held.append(message)
        if message["type"] != "http.response.start":
            messages = held.copy()
            held.clear()
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_sent(send, messages), home))

    async def answer() -> None:
        await app(scope, receiving, sending)

    await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(answer(), _other_loop()))


async def _received(receive: Receive) -> Message:
    return await receive()


async def _sent(send: Send, messages: Sequence[Message]) -> None:
    for message in messages:
        await send(message)


@cache
def _other_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="aside", daemon=True).start()
    return loop
