import type { Metadata } from 'next';
import Link from 'next/link';
import { PageFrame } from '@/components/page-frame';
import { Notice } from '@/components/ui/notice';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <PageFrame>
      <main>
        <Notice title="There is nothing at this address" headingLevel={1}>
          <p>
            Simulations are at <code>/view/&lt;simulation id&gt;</code>.
          </p>
          <p>
            <Link href="/">All simulations</Link>
          </p>
        </Notice>
      </main>
    </PageFrame>
  );
}
