import { describeAnalyses } from '../../analytics-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeAnalyses('DuckDB', openDuckDbStore);
