import type { Metadata, Viewport } from 'next';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { readTheme, THEME_COOKIE } from '@/components/theme/theme';
import { getServer } from '@/lib/server';
import { Providers } from './providers';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Simulations · Causeway', template: '%s · Causeway' },
  description: 'The events of LLM multi-agent simulations, and their causes.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#16181c' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers theme={theme} revision={await findRevision()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}

/** The build of the server; `undefined` without an open server, as during the build. */
async function findRevision(): Promise<string | undefined> {
  try {
    return (await getServer()).revision;
  } catch {
    return undefined;
  }
}
