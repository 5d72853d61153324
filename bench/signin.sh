#!/bin/sh
# The same with curl and jq.
set -eu
url=$DOCSPACE_BASE_URL/api/2.0/authentication
token=$(jq -nc '{userName: env.DOCSPACE_USERNAME, password: env.DOCSPACE_PASSWORD}' |
  curl -sSf -m 15 -H 'Content-Type: application/json' -d @- "$url" | jq -r '.response.token // empty')
[ -n "$token" ] || { echo "a second factor is required" >&2; exit 4; }
[ "$(printf 'header = "Authorization: %s"' "$token" | curl -sSf -m 15 -K - "$url" | jq .response)" = true ] ||
  { echo "the portal does not accept the token" >&2; exit 5; }
echo "User is authenticated with token $token."
