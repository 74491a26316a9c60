"""Asks a window to close, as the button of a window manager does: close.py WINDOW.

There is no window manager on the test display, and xdotool knows only how to destroy a window.
"""

import ctypes
import ctypes.util
import sys


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        # XEvent is a union of 24 longs; the rest of it must be there to be read.
        ("rest", ctypes.c_long * 24),
    ]


def main() -> None:
    window = int(sys.argv[1], 0)
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XSendEvent.argtypes = [
        ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p,
    ]
    x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    display = x11.XOpenDisplay(None)
    if not display:
        sys.exit("close.py: no display")
    protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    delete = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    client_message_type = 33
    event = ClientMessage(client_message_type, 0, 1, display, window, protocols, 32)
    event.data[0] = delete
    if not x11.XSendEvent(display, window, 0, 0, ctypes.byref(event)):
        sys.exit("close.py: the window took no message")
    x11.XSync(display, 0)


if __name__ == "__main__":
    main()
