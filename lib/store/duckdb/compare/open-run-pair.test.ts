import { describeRunPairs } from '../../run-pair-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeRunPairs('DuckDB', openDuckDbStore);
