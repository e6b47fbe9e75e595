import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { Container, EnvVar, PodSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../kube';
import type { GpuAllocation } from '../sharing';
import { cacheVolumes } from './cache';
import { metadata, podLabels } from './labels';
import type { ServingSetup } from './serving-setup';

/** Seconds between a pod's leaving the Service and the engine's hearing of it, for the news to reach every node. */
const LEAVE_SECONDS = 15;
const GPU_CLAIM = 'gpu';
const SHARED_MEMORY = '/dev/shm';

/** How pods of Kubernetes 1.34 name their claims; the types know an older way. */
interface PodClaims {
  resourceClaims?: { name: string; resourceClaimTemplateName: string }[];
}

/** The Deployment of one service. It says nothing of replicas where an autoscaler decides them. */
export function renderDeployment(setup: ServingSetup): KubeObject {
  const { cache, names, props, signal, startupSeconds } = setup;
  const spec: DeploymentSpec = {
    ...(signal === 'none' ? { replicas: props.replicas.max } : {}),
    selector: { matchLabels: names.selector },
    strategy: strategyOf(setup),
    // The node may have to boot and the image to be pulled before the startup budget begins to run.
    progressDeadlineSeconds: startupSeconds + 900,
    revisionHistoryLimit: 3,
    template: {
      metadata: { labels: podLabels(setup), annotations: { 'cdk8s-ai/model': props.model } },
      spec: podSpec(setup, cacheVolumes(cache, names.cache, setup.engine)),
    },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(setup, names.base), spec };
}

/** A new replica rarely finds a spare GPU, so an old one goes first; on the CPU there is room for both. */
function strategyOf({ allocation, cache }: ServingSetup): DeploymentSpec['strategy'] {
  if (cache.kind === 'volume' && cache.accessMode === 'ReadWriteOnce') return { type: 'Recreate' };
  const rollingUpdate =
    allocation === undefined ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: '10%' };
  return { type: 'RollingUpdate', rollingUpdate };
}

function podSpec(setup: ServingSetup, cache: { volumes: Volume[]; mounts: VolumeMount[] }): PodSpec {
  const { allocation, engine, host, names, props } = setup;
  const shared: Volume[] =
    host.sharedMemoryGiB === 0
      ? []
      : [{ name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: mebibytes(host.sharedMemoryGiB) } }];
  const scratch = engine.scratch.map((path, i): { volume: Volume; mount: VolumeMount } => ({
    volume: { name: `scratch-${i}`, emptyDir: { sizeLimit: '1Gi' } },
    mount: { name: `scratch-${i}`, mountPath: path },
  }));
  const mounts: VolumeMount[] = [
    ...cache.mounts,
    ...shared.map(({ name }) => ({ name, mountPath: SHARED_MEMORY })),
    ...scratch.map(({ mount }) => mount),
  ];
  const claims: PodClaims =
    allocation?.claim === undefined
      ? {}
      : { resourceClaims: [{ name: GPU_CLAIM, resourceClaimTemplateName: names.claimTemplate }] };
  return {
    serviceAccountName: props.serviceAccountName ?? names.base,
    automountServiceAccountToken: false,
    // A Service called `vllm` would put VLLM_PORT into the environment, which the engine takes for its own.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: LEAVE_SECONDS + engine.drainSeconds + 15,
    securityContext: {
      runAsNonRoot: true,
      ...engine.user,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...placement(setup),
    containers: [containerSpec(setup, mounts)],
    volumes: [...cache.volumes, ...shared, ...scratch.map(({ volume }) => volume)],
    ...(claims as Partial<PodSpec>),
  };
}

function placement({ allocation, names }: ServingSetup): Partial<PodSpec> {
  if (allocation === undefined) return { topologySpreadConstraints: spreadOverZones(names.selector) };
  return {
    nodeSelector: { ...allocation.nodeSelector },
    tolerations: allocation.tolerations.map((toleration) => ({ ...toleration })),
    ...(sharesNewNodes(allocation) ? {} : { topologySpreadConstraints: spreadOverZones(names.selector) }),
  };
}

function spreadOverZones(matchLabels: Record<string, string>): PodSpec['topologySpreadConstraints'] {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      // GPUs are where they are: a zone without any must not keep pods waiting.
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels },
      matchLabelKeys: ['pod-template-hash'],
    },
  ];
}

/**
 * Whether replicas can share a node that is made for them. Karpenter keeps even a soft wish to spread as long as it
 * can, and buys a node in each zone for replicas that would all stand on the first.
 */
function sharesNewNodes({ perNode, pool }: GpuAllocation): boolean {
  return perNode > 1 && (pool.provisioner === 'karpenter' || pool.provisioner === 'compute-class');
}

function containerSpec(setup: ServingSetup, volumeMounts: VolumeMount[]): Container {
  const { allocation, engine, extraArgs, props, startupSeconds } = setup;
  const health = { path: '/health', port: 'http' };
  return {
    name: engine.name,
    image: setup.image,
    ...(engine.command === undefined ? {} : { command: [...engine.command] }),
    args: [...engine.args(setup), ...extraArgs],
    ports: [{ name: 'http', containerPort: engine.port }],
    env: [...tokenEnv(props.token), ...engine.env(setup)],
    resources: resourcesOf(setup),
    startupProbe: { httpGet: health, periodSeconds: 10, failureThreshold: Math.ceil(startupSeconds / 10) },
    livenessProbe: { httpGet: health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 10 },
    readinessProbe: { httpGet: health, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 3 },
    lifecycle: { preStop: { sleep: { seconds: LEAVE_SECONDS } } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      // The runtime's hook that injects a GPU writes into the root of the container.
      readOnlyRootFilesystem: allocation === undefined && engine.name === 'llama-cpp',
    },
    volumeMounts,
  };
}

function tokenEnv(token: ServingSetup['props']['token']): EnvVar[] {
  if (token === undefined) return [];
  const secretKeyRef = { name: token.secret as string, key: token.key };
  return [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef } }];
}

function resourcesOf({ allocation, cache, host }: ServingSetup): Container['resources'] {
  const memory = mebibytes(host.memoryGiB);
  const disk: Record<string, string> = cache.kind === 'pod' ? { 'ephemeral-storage': `${cache.sizeGiB}Gi` } : {};
  return {
    // No limit on CPU: it would slow an engine down while cores stand idle.
    limits: { memory, ...allocation?.resources },
    requests: { cpu: `${host.cpuMillis}m`, memory, ...disk, ...allocation?.resources },
    ...(allocation?.claim === undefined ? {} : { claims: [{ name: GPU_CLAIM }] }),
  };
}

function mebibytes(gibibytes: number): string {
  const whole = Number.isInteger(gibibytes);
  return whole ? `${gibibytes}Gi` : `${Math.round(gibibytes * 1024)}Mi`;
}
