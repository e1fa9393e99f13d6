const FINAL_TEXT = 0x81;
/** Up to 125, the second byte is the length. This value and the next give the number of length bytes that follow. */
const TWO_BYTE_LENGTH = 126;
const EIGHT_BYTE_LENGTH = 127;

/** A complete text message from a server, in one frame without a mask (RFC 6455, section 5.2). */
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
