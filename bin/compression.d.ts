/** The published types are those of Express, but the package needs only Node's. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { BrotliOptions, ZlibOptions } from 'node:zlib';

  interface CompressionOptions extends ZlibOptions {
    /** Whether to compress an answer. Called when its headers are known. */
    readonly filter?: (request: IncomingMessage, response: ServerResponse) => boolean;
    /** Answers known to be shorter are not compressed. Default 1024 bytes. */
    readonly threshold?: number;
    readonly brotli?: BrotliOptions;
  }

  type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

  const compression: {
    (options?: CompressionOptions): Middleware;
    /** Whether the content type is compressible. */
    filter(request: IncomingMessage, response: ServerResponse): boolean;
  };
  export default compression;
}
