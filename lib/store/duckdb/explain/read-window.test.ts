import { describeExplanationWindows } from '../../explanation-window-suite';
import { openDuckDbStore } from '../open-duckdb-store';

describeExplanationWindows('DuckDB', openDuckDbStore);
