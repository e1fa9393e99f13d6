const FINAL_TEXT = 0x81;
/** Lengths below are the second byte itself; this and the next say how many bytes of length follow. */
const TWO_BYTE_LENGTH = 126;
const EIGHT_BYTE_LENGTH = 127;

/** A whole text message as a server sends it, in one frame without a mask (RFC 6455, section 5.2). */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([header(payload.length), payload]);
}

function header(length: number): Buffer {
  if (length < TWO_BYTE_LENGTH) return Buffer.from([FINAL_TEXT, length]);
  if (length < 2 ** 16) {
    const bytes = Buffer.from([FINAL_TEXT, TWO_BYTE_LENGTH, 0, 0]);
    bytes.writeUInt16BE(length, 2);
    return bytes;
  }
  const bytes = Buffer.from([FINAL_TEXT, EIGHT_BYTE_LENGTH, 0, 0, 0, 0, 0, 0, 0, 0]);
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
