/** Which hosts are the user's own: this machine, and those of home and office networks. */

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc3927 and https://www.rfc-editor.org/rfc/rfc6762 */
const ownNetwork =
  /^(?:10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|169\.254(?:\.\d+){2})$|\.local$/;

/** @param hostname as URLs have it: in lower case, and numbers written out. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}

/** @param hostname as of {@link isLoopback}. */
export function isOwnNetwork(hostname: string): boolean {
  return ownNetwork.test(hostname);
}
