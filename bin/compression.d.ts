/** Its published types are those of Express; it asks for no more than Node's own. */
declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { BrotliOptions, ZlibOptions } from 'node:zlib';

  interface CompressionOptions extends ZlibOptions {
    /** Whether an answer may be compressed, asked when its headers are known. */
    readonly filter?: (request: IncomingMessage, response: ServerResponse) => boolean;
    /** Answers known to be shorter are sent as they are. Default 1024 bytes. */
    readonly threshold?: number;
    readonly brotli?: BrotliOptions;
  }

  type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

  const compression: {
    (options?: CompressionOptions): Middleware;
    /** Whether the content type is one that compresses. */
    filter(request: IncomingMessage, response: ServerResponse): boolean;
  };
  export default compression;
}
