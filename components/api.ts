import { createApiClient } from '@/lib/api/client';

/** The page's own server. */
export const api = createApiClient();
