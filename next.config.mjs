// @ts-check

// Next reads these after this file, however it was started. It sends no telemetry, and does not
// rewrite a lockfile without the binaries of other platforms.
process.env['NEXT_TELEMETRY_DISABLED'] = '1';
process.env['NEXT_IGNORE_INCORRECT_LOCKFILE'] = '1';

const NEVER_CHANGES = { key: 'cache-control', value: 'public, max-age=31536000, immutable' };

/** @type {import('next').NextConfig} */
const nextConfig = {
  distDir: '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // bin/compress-answers.ts compresses responses, where that is useful.
  compress: false,
  // `npm run check` has the types checked, tests included; a first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Browsers request it after each change of the page's address; its own address has a hash of its content.
  headers: () => Promise.resolve([{ source: '/icon.svg', headers: [NEVER_CHANGES] }]),
  // Next neither writes files into the checkout while developing nor stops a build to recommend an
  // upgrade (which it would have to ask the network for).
  agentRules: false,
  experimental: { agentUpgrade: false },
  // The folder of this file, even when a folder above holds a lockfile too.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
};

export default nextConfig;
