import type { ApiObject, App, AppProps } from 'cdk8s';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KubeObject } from '../../lib/kube';
import { modelService } from '../model-services';
import type { Phases } from './phases';

/** The classes that the program is written against. */
export interface Dialect {
  readonly App: new (props: AppProps) => App;
  readonly KubeObject: new (scope: Construct, id: string, manifest: KubeObject) => ApiObject;
}

/** The program a user writes: model services in one chart, or a chart for each. Arguments come from the command line. */
export function runProgram({ App, KubeObject }: Dialect, phases: Phases): void {
  const [services, charts, outdir] = process.argv.slice(2);
  phases.end('load');
  const app = new App({ outdir });
  const shared = charts === 'one' ? new Chart(app, 'all') : undefined;
  for (let position = 0; position < Number(services); position++) {
    const chart = shared ?? new Chart(app, `chart-${position}`);
    for (const object of modelService(position)) new KubeObject(chart, `${position}-${object.kind}`, object);
  }
  phases.end('declare');
  app.synth();
  phases.end('synth');
  phases.print();
}
