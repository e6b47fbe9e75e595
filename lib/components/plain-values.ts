import type { ConfigIssue } from '../errors';
import { checkPlainValue } from '../kube';

const WORDS = { holder: 'chart values', nullMeans: 'null takes a default of this library away' };

/** Issues of chart values: whatever YAML cannot hold would be lost or changed on its way to the chart. */
export function checkChartValues(value: unknown, path: string): ConfigIssue[] {
  return checkPlainValue(value, path, WORDS);
}
