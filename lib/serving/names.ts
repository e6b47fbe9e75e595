import { dnsLabel } from '../kube';

/** KEDA's HorizontalPodAutoscaler is called `keda-hpa-<name>`, and must stay within 63 characters. */
const SCALER_LIMIT = 54;

/** Label by which a service's pods are found; Prometheus shows it as `cdk8s_ai_service`. */
export const SERVICE_LABEL = 'cdk8s-ai/service';

/** Port of every model service, whatever its engine listens on; also the port of KEDA's interceptor. */
export const SERVICE_PORT = 8080;

/** Names of the objects made for one service. */
export class ServingNames {
  /** A Service's name must start with a letter. */
  readonly base: string;

  constructor(
    name: string,
    readonly namespace: string,
  ) {
    this.base = /^[a-z]/.test(name) ? dnsLabel([name]) : dnsLabel(['model', name]);
  }

  /** The Service that leads straight to the pods, where clients go through another. */
  get pods(): string {
    return dnsLabel([this.base, 'pods']);
  }

  get scaler(): string {
    return dnsLabel([this.base], SCALER_LIMIT);
  }

  get claimTemplate(): string {
    return dnsLabel([this.base, 'gpu']);
  }

  get cache(): string {
    return dnsLabel([this.base, 'cache']);
  }

  /** Names by which the cluster's own DNS knows the service, without those that another namespace might use too. */
  get hosts(): string[] {
    const short = `${this.base}.${this.namespace}`;
    return [short, `${short}.svc`, `${short}.svc.cluster.local`];
  }

  get selector(): Record<string, string> {
    return { [SERVICE_LABEL]: this.base };
  }
}
