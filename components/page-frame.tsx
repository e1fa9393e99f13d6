import Link from 'next/link';
import type { ReactNode } from 'react';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import styles from './page-frame.module.css';

/** The header of every page except the explorer. */
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
