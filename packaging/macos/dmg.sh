#!/usr/bin/env bash
# The disk image for macOS: the app beside a link to Applications, to be dragged there. dmg.sh APP DMG
#
# With NOTARY_PROFILE (a profile of `xcrun notarytool store-credentials`) Apple is asked to vouch for it, which needs an
# app that was signed: CODESIGN_IDENTITY at `dev.py bundle`.
set -euo pipefail

app=$1 image=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

codesign --verify --deep --strict "$app"
ditto "$app" "$scratch/$(basename "$app")"
ln -s /Applications "$scratch/Applications"
hdiutil create -volname kneerehab -srcfolder "$scratch" -fs HFS+ -format UDZO -ov "$image"
if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --sign "$CODESIGN_IDENTITY" --timestamp "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
