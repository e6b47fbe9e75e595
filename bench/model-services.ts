import type { KubeObject } from '../lib/kube';

/** The five objects of one served model, as a real platform writes them: 4.4 KB of YAML. */
export function modelService(position: number): KubeObject[] {
  const name = `svc-${position}`;
  const model = `qwen3-${position % 7}b`;
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': 'serving',
    'ai.example.com/model': model,
  };
  const metadata = { name, namespace: 'models', labels };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    deployment(name, model, labels),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: labels,
        ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    },
    autoscaler(name, metadata),
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { maxUnavailable: '25%', selector: { matchLabels: labels } },
    },
  ];
}

function deployment(name: string, model: string, labels: Record<string, string>): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'models',
      labels,
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8000' },
    },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          terminationGracePeriodSeconds: 120,
          nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3-MIG-3g.40gb' },
          tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
          containers: [container(model)],
          volumes: [
            { name: 'cache', persistentVolumeClaim: { claimName: 'model-cache' } },
            { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
          ],
        },
      },
    },
  };
}

function container(model: string): unknown {
  const probe = { httpGet: { path: '/health', port: 'http' } };
  return {
    name: 'vllm',
    image: 'vllm/vllm-openai:v0.11.0',
    args: ['--model', `Qwen/${model}`, '--max-model-len', '32768', '--gpu-memory-utilization', '0.9'],
    ports: [{ name: 'http', containerPort: 8000 }],
    env: [
      { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf-token', key: 'token' } } },
      { name: 'HF_HOME', value: '/cache' },
    ],
    resources: {
      limits: { 'nvidia.com/mig-3g.40gb': 1, memory: '48Gi' },
      requests: { cpu: '4', memory: '32Gi' },
    },
    startupProbe: { ...probe, failureThreshold: 180, periodSeconds: 5 },
    readinessProbe: { ...probe, periodSeconds: 10 },
    livenessProbe: { ...probe, periodSeconds: 30, failureThreshold: 3 },
    lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } } },
    volumeMounts: [
      { name: 'cache', mountPath: '/cache' },
      { name: 'shm', mountPath: '/dev/shm' },
    ],
    securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
  };
}

function autoscaler(name: string, metadata: KubeObject['metadata']): KubeObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 1,
      maxReplicas: 20,
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'vllm:num_requests_waiting' },
            target: { type: 'AverageValue', averageValue: '2' },
          },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
        scaleDown: { stabilizationWindowSeconds: 300 },
      },
    },
  };
}
