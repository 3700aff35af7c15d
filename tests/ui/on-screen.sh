#!/bin/sh
# on-screen.sh COMMAND [ARGUMENT...]: runs a command on a screen and a session bus of its own
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

# the accessibility bus has its socket there, and two runs at once must not share it
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT

# the screen stays when one program has ended and the next is not there yet; what services say goes with the errors
# (by descriptor 9, for the xvfb-run of Debian 13 uses 3 itself)
dbus-run-session -- xvfb-run -a -s '-screen 0 1280x1024x24 -noreset' sh -c 'exec "$@" >&9 9>&-' sh "$@" 9>&1 >&2
