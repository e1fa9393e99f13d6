import Link from 'next/link';
import { CommandButtons } from '@/components/commands/command-buttons';
import type { Overlay } from '@/components/commands/page-overlay';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { CopyButton } from '@/components/ui/copy-button';
import { Toolbar } from '@/components/ui/toolbar';
import styles from './ensemble-header.module.css';

/** The place of the page in the site, and the tools of the whole page. */
export function EnsembleHeader({
  runsHref,
  csvHref,
  onOpen,
}: {
  /** The list of runs, where these are chosen. */
  readonly runsHref: string;
  /** The results as a file; `undefined` without runs. */
  readonly csvHref: string | undefined;
  readonly onOpen: (overlay: Overlay) => void;
}) {
  return (
    <header className={styles['header']}>
      <nav aria-label="Breadcrumb" className={styles['path']}>
        <Link href="/" prefetch={false} className={styles['home']}>
          Causeway
        </Link>
        <span aria-hidden="true" className={styles['slash']}>
          /
        </span>
        <span aria-current="page">Ensemble</span>
      </nav>
      <Toolbar label="Page" className={styles['tools']}>
        <Link href={runsHref} className={styles['link']}>
          Add runs
        </Link>
        <CopyButton label="link" text={() => window.location.href}>
          Copy link
        </CopyButton>
        {csvHref === undefined ? null : (
          <a href={csvHref} download className={styles['link']}>
            Export
          </a>
        )}
        <CommandButtons onOpen={onOpen} />
        <ThemeSwitch />
      </Toolbar>
    </header>
  );
}
