import { pathSegment } from '../api/path-segment';

/**
 * The `Content-Disposition` of a file to be saved under this name (RFC 6266): the name itself as UTF-8, and before it
 * one of letters, digits, dots and dashes for clients that know no other.
 */
export function attachment(fileName: string): string {
  const plainName = fileName.replaceAll(/[^\w.-]+/g, '_');
  // A URL may have these, which RFC 8187 does not allow.
  const encoded = pathSegment(fileName).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`;
}
