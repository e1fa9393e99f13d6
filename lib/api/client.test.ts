import { describe, expect, it } from 'vitest';
import { exportQuerySchema } from '../filters/export-query';
import { readQuery } from '../filters/read-query';
import { createApiClient } from './client';

describe('exportUrl', () => {
  it('has the parameters of the API, with escaped names and repeated lists', () => {
    const filter = { event_types: ['STATE', 'ACTION'], agent_ids: [''], limit: 20_000 };
    const client = createApiClient({ baseUrl: 'http://localhost:8000' });
    const url = new URL(client.exportUrl('a/b é', filter, 'csv', { escapeFormulas: true }));
    expect(url.pathname).toBe('/simulations/a%2Fb%20%C3%A9/export');
    expect(readQuery(exportQuerySchema, url.searchParams)).toEqual({
      ...filter,
      format: 'csv',
      escape_formulas: true,
    });
  });

  it('is short without parameters, and relative to the page', () => {
    const url = createApiClient().exportUrl('sim-001', {}, 'parquet');
    expect(url).toBe('/simulations/sim-001/export?format=parquet');
  });
});
