'use client';

import { use, type FunctionComponent } from 'react';
import { loadCode } from './load-code';
import { PaneAttemptContext } from './pane-boundary';

/**
 * A component whose code is fetched when it is first shown; within a `PaneBoundary`, which says so when it cannot be had
 * and tries again. `React.lazy` and `next/dynamic` keep a failure for as long as the page lives.
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
