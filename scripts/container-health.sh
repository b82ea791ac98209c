#!/bin/bash
# Succeeds when the web host in this container says it is ready. Asks over plain HTTP on the loopback address, which
# is where the health page answers; DAR_HEALTH_PORT is the port listened on there.
exec 3<>"/dev/tcp/127.0.0.1/${DAR_HEALTH_PORT:-8081}" || exit 1
printf 'GET /readyz HTTP/1.0\r\nHost: %s\r\n\r\n' "${AllowedHosts:-127.0.0.1}" >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
