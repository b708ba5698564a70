// The text of an uploaded file, in whichever of the usual encodings a spreadsheet wrote it.

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

/** UTF-16 without its mark: every other byte of letters and separators that are not far apart is the same small number. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const halves = Math.floor(bytes.length / 2);
  if (halves === 0 || bytes.length % 2 === 1) return null;
  // Latin letters are in block 0, Latin with marks in 1, Cyrillic in 4, curly marks in 0x20.
  const blocks = new Set([0x00, 0x01, 0x04, 0x20]);
  let [low, high, zeros] = [0, 0, 0];
  for (let i = 0; i < halves; i++) {
    const [first = 0, second = 0] = [bytes[2 * i], bytes[2 * i + 1]];
    if (blocks.has(second)) low++;
    if (blocks.has(first)) high++;
    if (first === 0 || second === 0) zeros++;
  }
  // No other encoding has a zero byte at all.
  if (zeros === 0) return null;
  if (low > high && low * 10 >= halves * 9) return 'utf-16le';
  return high * 10 >= halves * 9 ? 'utf-16be' : null;
}

/** Letters of Windows-1251 beyond its alphabet proper that Belarusian and Russian names have: Ў ў І і Ё ё. */
const MORE_CYRILLIC = new Set([0xa1, 0xa2, 0xb2, 0xb3, 0xa8, 0xb8]);
const isHigh = (byte: number): boolean => byte >= 0xc0 || MORE_CYRILLIC.has(byte);
const isAscii = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/** A Cyrillic word in Windows-1251 is high bytes side by side; an accented letter of 1252 stands among plain ones. */
function isCyrillic(bytes: Uint8Array): boolean {
  let [together, among] = [0, 0];
  for (const [i, byte] of bytes.entries()) {
    if (!isHigh(byte)) continue;
    const beside = [bytes[i - 1] ?? 0, bytes[i + 1] ?? 0];
    if (beside.some(isHigh)) together++;
    if (beside.some(isAscii)) among++;
  }
  return together > among;
}

/** UTF-8 or UTF-16 with a mark or without, else Windows-1251 or Windows-1252, whichever the bytes look like. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  // The decoders take the mark away themselves.
  if (a === 0xff && b === 0xfe) return decode(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decode(bytes, 'utf-16be');
  const wide = utf16(bytes);
  if (wide !== null) return decode(bytes, wide);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode(bytes, isCyrillic(bytes) ? 'windows-1251' : 'windows-1252');
  }
}
