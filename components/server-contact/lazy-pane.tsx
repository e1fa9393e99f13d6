'use client';

import { use, type FunctionComponent } from 'react';
import { loadCode } from './load-code';
import { PaneAttemptContext } from './pane-boundary';

/**
 * A component whose code is loaded when it is first shown. It must be inside a `PaneBoundary`, which reports failures and
 * retries. `React.lazy` and `next/dynamic` keep a failure for the lifetime of the page.
 */
export function lazyPane<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  let loading: Promise<FunctionComponent<Props>> | undefined;
  let failedIn: number | undefined;

  function loadIn(attempt: number): Promise<FunctionComponent<Props>> {
    if (loading !== undefined && (failedIn === undefined || failedIn === attempt)) return loading;
    failedIn = undefined;
    loading = loadCode(load);
    loading.catch(() => {
      failedIn = attempt;
    });
    return loading;
  }

  return function LazyPane(props) {
    const Pane = use(loadIn(use(PaneAttemptContext)));
    return <Pane {...props} />;
  };
}
