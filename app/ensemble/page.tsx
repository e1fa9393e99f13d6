import type { Metadata } from 'next';
import { EnsemblePage } from '@/components/ensemble/ensemble-page';

export const metadata: Metadata = { title: 'Ensemble' };

export default function Page() {
  return <EnsemblePage />;
}
