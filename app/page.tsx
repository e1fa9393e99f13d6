import type { Metadata } from 'next';
import { SimulationsPage } from '@/components/simulations/simulations-page';

export const metadata: Metadata = { title: 'Simulations' };

export default function Page() {
  return <SimulationsPage />;
}
