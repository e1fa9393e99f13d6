import Link from 'next/link';
import type { ReactNode } from 'react';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import styles from './page-frame.module.css';

/** What every page but the explorer has at its top. */
export function PageFrame({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className={styles['header']}>
        <Link href="/" className={styles['brand']}>
          Causeway
        </Link>
        <nav aria-label="Site" className={styles['links']}>
          <a href="/docs">API</a>
        </nav>
        <ThemeSwitch />
      </header>
      {children}
    </>
  );
}
