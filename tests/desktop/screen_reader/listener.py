"""A screen reader for tests: reads commands as lines of JSON, and answers each with one.

Run by a Python that has gi, on a session bus and a display of its own; it imports nothing of
Paperdesk. `["tree"]` answers `[depth, role, name, description, states]` of all that is showing,
`["key", keysym]` presses a key, `["click", role, name]` clicks a button, `["bus"]` answers the
address of the session bus, `["events"]` answers `[kind, role, name or text]` since the last
time: `says` for announcements, `focus` for what got the focus.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

_STATES = {
    "checked": Atspi.StateType.CHECKED,
    "focused": Atspi.StateType.FOCUSED,
    "focusable": Atspi.StateType.FOCUSABLE,
    "selected": Atspi.StateType.SELECTED,
    "disabled": Atspi.StateType.ENABLED,  # if it is missing
}
_SECONDS = 0.1
"""For the events on their way, before each answer."""
_MOST_CHILDREN = 60
MARK = "answer: "
"""Before an answer: services of the bus write to the same output."""
_events: list[list[str]] = []


def _on_event(event: Any) -> None:
    try:
        if event.type.startswith("object:announcement"):
            _events.append(["says", "", str(event.any_data)])
        elif event.detail1:
            _events.append(["focus", event.source.get_role_name(), event.source.get_name()])
    except GLib.Error:  # it is gone already
        pass


def _take_events() -> None:
    context, until = GLib.MainContext.default(), time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if not context.iteration(False):
            time.sleep(0.01)


def _tree() -> list[list[Any]]:
    found: list[list[Any]] = []
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None and program.get_name() == "Paperdesk":
            _add(found, program, 0)
    return found


def _add(found: list[list[Any]], node: Any, depth: int) -> None:
    try:
        states = node.get_state_set()
        if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
            return
        names = [
            name
            for name, state in _STATES.items()
            if states.contains(state) == (name != "disabled")
        ]
        texts = node.get_role_name(), node.get_name(), node.get_description()
        found.append([depth, *texts, names])
        for place in range(min(node.get_child_count(), _MOST_CHILDREN)):
            child = node.get_child_at_index(place)
            if child is not None:
                _add(found, child, depth + 1)
    except GLib.Error:  # it went away meanwhile
        pass


def _click(role: str, name: str) -> None:
    nodes = [Atspi.get_desktop(0)]
    while nodes:
        node = nodes.pop()
        if (node.get_role_name(), node.get_name()) == (role, name):
            node.get_action_iface().do_action(0)
            return
        nodes += filter(None, map(node.get_child_at_index, range(node.get_child_count())))


def _answer(command: list[Any]) -> Any:
    if command[0] == "bus":
        return os.environ["DBUS_SESSION_BUS_ADDRESS"]
    if command[0] == "click":
        _click(*command[1:])
    if command[0] == "key":
        Atspi.generate_keyboard_event(command[1], None, Atspi.KeySynthType.SYM)
    _take_events()
    if command[0] == "tree":
        return _tree()
    taken = list(_events)
    if command[0] == "events":
        _events.clear()
    return taken


def main() -> None:
    """Answer commands until there are no more."""
    listener = Atspi.EventListener.new(_on_event)
    listener.register("object:announcement")
    listener.register("object:state-changed:focused")
    for line in sys.stdin:
        print(f"{MARK}{json.dumps(_answer(json.loads(line)))}", flush=True)


if __name__ == "__main__":
    main()
