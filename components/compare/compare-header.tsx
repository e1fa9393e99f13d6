import Link from 'next/link';
import type { ReactNode } from 'react';
import { CommandButtons } from '@/components/commands/command-buttons';
import type { Overlay } from '@/components/commands/page-overlay';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Toolbar } from '@/components/ui/toolbar';
import styles from './compare-header.module.css';

/** The breadcrumb and the buttons of the page. */
export function CompareHeader({
  onSwap,
  onOpen,
  children,
}: {
  readonly onSwap: () => void;
  readonly onOpen: (overlay: Overlay) => void;
  /** Further controls. */
  readonly children?: ReactNode;
}) {
  return (
    <header className={styles['header']}>
      <a className={styles['skip']} href="#compared-events">
        Skip to the events
      </a>
      <nav aria-label="Breadcrumb" className={styles['path']}>
        <Link href="/" prefetch={false} className={styles['home']}>
          Causeway
        </Link>
        <span aria-hidden="true" className={styles['slash']}>
          /
        </span>
        <h1>Compare two runs</h1>
      </nav>
      <Toolbar label="Page" className={styles['tools']}>
        <Button onClick={onSwap}>Swap A and B</Button>
        {children}
        <CopyButton label="link" text={() => window.location.href}>
          Copy link
        </CopyButton>
        <CommandButtons onOpen={onOpen} />
        <ThemeSwitch />
      </Toolbar>
    </header>
  );
}
