import { describeRunDigests } from '../../run-digests-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeRunDigests('DuckDB', openDuckDbStore);
