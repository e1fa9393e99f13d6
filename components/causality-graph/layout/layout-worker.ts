import { answerLayout, type LayoutReply, type LayoutRequest } from './layout-message';

/** Lays graphs out beside the page, which goes on being drawn meanwhile. */
self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  const reply: LayoutReply = answerLayout(data);
  self.postMessage(reply);
});
