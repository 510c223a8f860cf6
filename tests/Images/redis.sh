#!/bin/sh
# Starts Redis by the rules of the `redis` image: arguments are the server's, data is in /data, the server is not root's,
# and it answers others without a password unless told to ask for one.
set -eu

case $1 in
-* | *.conf) set -- redis-server "$@" ;;
esac
[ "$1" = redis-server ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  chown -R redis:redis /data
  exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
fi

# That image compiles this default in; Debian's Redis has the usual one, which refuses connections from outside.
case " $* " in
*" --protected-mode "*) ;;
*) set -- "$@" --protected-mode no ;;
esac

exec "$@"
