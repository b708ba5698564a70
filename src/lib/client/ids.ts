// Fresh ids in the browser; `randomUUID` needs https, `getRandomValues` works over plain http as well.

/** 22 characters of base64url: 128 random bits. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
