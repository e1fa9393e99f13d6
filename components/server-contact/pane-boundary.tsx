'use client';

import {
  Component,
  createContext,
  Suspense,
  useEffect,
  useEffectEvent,
  type ErrorInfo,
  type ReactNode,
} from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { isKey } from '@/components/ui/key-press';
import { Notice } from '@/components/ui/notice';
import { PaneCodeError } from './load-code';
import { useServerContact } from './use-server-contact';

interface PaneBoundaryProps {
  /** The pane's name in messages: `The timeline`. */
  readonly name: string;
  /** A change of this value retries a failed pane: the reason may be gone. */
  readonly of?: string | undefined;
  /** Stands in for the pane while its code is loading, with a word when the server does not answer. Default nothing. */
  readonly whileLoading?: ReactNode;
  readonly children: ReactNode;
}

/** The number of retries of panes on this page. Each one also retries loading of code. */
export const PaneAttemptContext = createContext(0);

/** Contains the failure of a pane. It is retried by a button, when it shows something else, and when the server is back. */
export function PaneBoundary({ name, of = '', whileLoading, children }: PaneBoundaryProps) {
  const { returns } = useServerContact();
  return (
    <Boundary name={name} resetKey={`${of} ${String(returns)}`}>
      <Suspense
        fallback={
          <>
            {whileLoading}
            <PendingCode name={name} />
          </>
        }
      >
        {children}
      </Suspense>
    </Boundary>
  );
}

/** The same for a dialog, with a dialog as its replacement. */
export function OverlayBoundary({
  name,
  onClose,
  children,
}: Omit<PaneBoundaryProps, 'of' | 'whileLoading'> & { readonly onClose: () => void }) {
  const { returns } = useServerContact();
  const inDialog = (content: ReactNode) => (
    <Dialog title={name} onClose={onClose}>
      {content}
    </Dialog>
  );
  return (
    <Boundary name={name} resetKey={String(returns)} frame={inDialog}>
      <Suspense fallback={<PendingOverlay name={name} frame={inDialog} onClose={onClose} />}>
        {children}
      </Suspense>
    </Boundary>
  );
}

/** Escape also works before the dialog is loaded: then it does not open. */
function PendingOverlay({
  onClose,
  ...pending
}: {
  readonly name: string;
  readonly frame: (content: ReactNode) => ReactNode;
  readonly onClose: () => void;
}) {
  const act = useEffectEvent((press: KeyboardEvent) => {
    if (!isKey(press, 'Escape')) return;
    // Escape must not close anything else.
    press.preventDefault();
    press.stopPropagation();
    onClose();
  });

  // The keyboard.
  useEffect(() => {
    const listen = (press: KeyboardEvent): void => act(press);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);

  return <PendingCode {...pending} />;
}

interface BoundaryProps {
  readonly name: string;
  /** The frame around the message of a failure. */
  readonly frame?: (content: ReactNode) => ReactNode;
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: unknown;
  readonly hasFailed: boolean;
  readonly resetKey: string;
  readonly attempt: number;
}

class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {
    error: undefined,
    hasFailed: false,
    resetKey: this.props.resetKey,
    attempt: 0,
  };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error, hasFailed: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: BoundaryProps,
    state: BoundaryState,
  ): Partial<BoundaryState> | null {
    if (resetKey === state.resetKey) return null;
    const attempt = state.hasFailed ? state.attempt + 1 : state.attempt;
    return { resetKey, hasFailed: false, attempt };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(`${this.props.name} failed`, error, componentStack);
  }

  override render(): ReactNode {
    const { error, hasFailed, attempt } = this.state;
    if (!hasFailed) {
      return <PaneAttemptContext value={attempt}>{this.props.children}</PaneAttemptContext>;
    }
    const tryAgain = () => this.setState({ hasFailed: false, attempt: attempt + 1 });
    const { name, frame = bare } = this.props;
    return frame(<FailedPane name={name} error={error} onTryAgain={tryAgain} />);
  }
}

function FailedPane({
  name,
  error,
  onTryAgain,
}: {
  readonly name: string;
  readonly error: unknown;
  readonly onTryAgain: () => void;
}) {
  const isCode = error instanceof PaneCodeError;
  return (
    <Notice title={`${name} ${isCode ? 'could not be loaded' : 'failed'}`} tone="danger">
      <p>
        {isCode ? error.message : `The event files are untouched. It says: ${messageOf(error)}`}
      </p>
      <p>
        <Button onClick={onTryAgain}>Try again</Button>{' '}
        <Button onClick={() => window.location.reload()}>Reload the page</Button>
      </p>
    </Notice>
  );
}

/** Nothing at first; a message when loading takes longer because the server is down. */
function PendingCode({
  name,
  frame = bare,
}: {
  readonly name: string;
  readonly frame?: (content: ReactNode) => ReactNode;
}) {
  const { link } = useServerContact();
  if (link === 'reachable') return <div aria-busy="true" />;
  return frame(
    <Notice title={`${name} is not loaded yet`}>
      <p>The server does not answer. The rest is loaded when it does.</p>
    </Notice>,
  );
}

function bare(content: ReactNode): ReactNode {
  return content;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
