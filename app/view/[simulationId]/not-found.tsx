import type { Metadata } from 'next';
import { ViewerAtAddress } from '@/components/viewer/viewer-at-address';

export const metadata: Metadata = { title: 'Not found' };

/** The same page with status 404. It names the missing simulation, and shows it if it appears later. */
export default function NotFound() {
  return <ViewerAtAddress />;
}
