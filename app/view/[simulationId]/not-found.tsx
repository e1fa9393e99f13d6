import type { Metadata } from 'next';
import { ViewerAtAddress } from '@/components/viewer/viewer-at-address';

export const metadata: Metadata = { title: 'Not found' };

/** The same page under the status 404: it says what is missing, and shows the simulation should it appear. */
export default function NotFound() {
  return <ViewerAtAddress />;
}
