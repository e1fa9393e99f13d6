import { pathSegment } from '../api/path-segment';

/**
 * The `Content-Disposition` header of a file to be saved under this name (RFC 6266): the name in UTF-8, preceded by a name of
 * letters, digits, dots and dashes for older clients.
 */
export function attachment(fileName: string): string {
  const plainName = fileName.replaceAll(/[^\w.-]+/g, '_');
  // These characters are allowed in URLs, but not in RFC 8187.
  const encoded = pathSegment(fileName).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`;
}
