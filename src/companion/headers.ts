/** What every answer of the companion page's server says of how the browser is to treat it. */
import type { OutgoingHttpHeaders } from "node:http";

/** All but the microphone, the choice of a loudspeaker, and sound. The header has no word for "the others". */
const unused = [
  "accelerometer",
  "browsing-topics",
  "camera",
  "clipboard-read",
  "clipboard-write",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "idle-detection",
  "keyboard-map",
  "local-fonts",
  "magnetometer",
  "midi",
  "otp-credentials",
  "payment",
  "picture-in-picture",
  "publickey-credentials-create",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];

const permissions = [
  "microphone=(self)",
  "speaker-selection=(self)",
  "autoplay=(self)",
  ...unused.map((feature) => `${feature}=()`),
].join(", ");

/** @param sockets beside `'self'`, which not every browser takes to mean sockets as well. */
export function securityHeaders(sockets: readonly string[]): OutgoingHttpHeaders {
  return {
    "Content-Security-Policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${sockets.join(" ")}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "Permissions-Policy": permissions,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}
