'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { PageCommandsProvider } from '@/components/commands/page-commands';
import { createQueryClient } from '@/components/query-client';
import { ServerWatch } from '@/components/server-contact/server-watch';
import type { Theme } from '@/components/theme/theme';
import { ThemeProvider } from '@/components/theme/theme-provider';
import { TitleCutText } from '@/components/ui/title-cut-text';
import { useKeptFocus } from '@/components/ui/use-kept-focus';

export function Providers({
  theme,
  revision,
  children,
}: {
  readonly theme: Theme;
  /** The build that made the page. */
  readonly revision: string | undefined;
  readonly children: ReactNode;
}) {
  const [queryClient] = useState(createQueryClient);
  useKeptFocus();
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider initialTheme={theme}>
        <PageCommandsProvider>{children}</PageCommandsProvider>
      </ThemeProvider>
      <ServerWatch revision={revision} />
      <TitleCutText />
    </QueryClientProvider>
  );
}
