#!/usr/bin/env bash
# Checks a cart out with curl and keeps the ids of its orders in orders.txt. A cart whose orders are there is not sent
# again. CURL_OPTIONS holds further options, such as those for retries.
set -euo pipefail

if [ -s orders.txt ]; then
  echo "Already ordered: $(tr '\n' ' ' <orders.txt)"
  exit 0
fi

read -ra options <<<"${CURL_OPTIONS:-}"
call() { curl --silent --show-error --fail --max-time "$TIMEOUT_SECONDS" "${options[@]}" "$@"; }
json() { node -p "const answer = JSON.parse(require('fs').readFileSync(0, 'utf8')); $1"; }

token=$(call "$PARTNERCENTER_AUTHORITY/$PARTNERCENTER_TENANT_ID/oauth2/v2.0/token" \
  --data grant_type=client_credentials \
  --data "client_id=$PARTNERCENTER_CLIENT_ID" \
  --data-urlencode "client_secret=$PARTNERCENTER_CLIENT_SECRET" \
  --data-urlencode "scope=https://api.partnercenter.microsoft.com/.default" | json answer.access_token)

answer=$(call --request POST "$PARTNERCENTER_ENDPOINT/v1/customers/$CUSTOMER_ID/carts/$CART_ID/checkout" \
  --header "Authorization: Bearer $token" \
  --header "Content-Type: application/json" \
  --header "Content-Length: 0" \
  --header "MS-RequestId: $(node -p 'crypto.randomUUID()')")

json 'answer.orders.map((order) => order.id).join("\n")' <<<"$answer" >orders.txt
echo "Ordered: $(tr '\n' ' ' <orders.txt)"
