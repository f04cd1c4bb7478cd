#!/usr/bin/env bash
# For the release workflow: puts the certificate (CERTIFICATE, a .p12 in Base64, passphrase in PASSWORD) into a keychain
# of its own, and names the identity for what signs later. With APPLE_ID, APPLE_TEAM and APPLE_PASSWORD also what Apple
# is asked with to vouch for the image.
set -euo pipefail

keychain=$RUNNER_TEMP/kneerehab.keychain-db
secret=$(openssl rand -hex 20)
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
base64 --decode <<<"$CERTIFICATE" >"$RUNNER_TEMP/key.p12"
security import "$RUNNER_TEMP/key.p12" -k "$keychain" -P "$PASSWORD" -T /usr/bin/codesign
rm "$RUNNER_TEMP/key.p12"
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
echo "CODESIGN_IDENTITY=$IDENTITY" >>"$GITHUB_ENV"
if [ -n "${APPLE_ID:-}" ]; then
    xcrun notarytool store-credentials kneerehab --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" \
        --password "$APPLE_PASSWORD"
    echo "NOTARY_PROFILE=kneerehab" >>"$GITHUB_ENV"
fi
