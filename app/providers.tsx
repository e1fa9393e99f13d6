'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { createQueryClient } from '@/components/query-client';
import type { Theme } from '@/components/theme/theme';
import { ThemeProvider } from '@/components/theme/theme-provider';

export function Providers({
  theme,
  children,
}: {
  readonly theme: Theme;
  readonly children: ReactNode;
}) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider initialTheme={theme}>{children}</ThemeProvider>
    </QueryClientProvider>
  );
}
