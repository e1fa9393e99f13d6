'use client';

import Link from 'next/link';
import { PageFrame } from '@/components/page-frame';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

export default function ErrorPage({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  return (
    <PageFrame>
      <main>
        <Notice title="This page failed" tone="danger" headingLevel={1}>
          <p>
            The event files are untouched. The page says: <code>{messageOf(error)}</code>
          </p>
          <p>
            <Button onClick={retry}>Try again</Button>{' '}
            <Button onClick={() => window.location.reload()}>Reload the page</Button>{' '}
            <Link href="/">All simulations</Link>
          </p>
        </Notice>
      </main>
    </PageFrame>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
