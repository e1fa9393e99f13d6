import {
  MARKET_STORY_CONFIG,
  MARKET_STORY_ID,
  tellMarketStory,
} from '../../lib/testing/market-story';
import { writeSimulation } from '../../lib/testing/write-simulation';

/** Writes the market story in several parts, with its configuration. */
export function writeMarketStory(outputRoot: string): void {
  writeSimulation(outputRoot, MARKET_STORY_ID, tellMarketStory(), {
    maxFileBytes: 850_000,
    config: MARKET_STORY_CONFIG,
  });
}
