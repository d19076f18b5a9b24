#!/bin/sh
# valgrind.sh PROGRAM [ARGUMENT ...] - runs it under memcheck; any error is status 99.
# Children of a fork are checked too: their 99 reaches the parent, which must not hide it.
exec valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
    --track-origins=no --suppressions="${0%/*}/valgrind.supp" "$@"
