// The program of model-services.ts, function by function.
function(services)
  local container(model) =
    local probe = { httpGet: { path: '/health', port: 'http' } };
    {
      name: 'vllm',
      image: 'vllm/vllm-openai:v0.11.0',
      args: ['--model', 'Qwen/' + model, '--max-model-len', '32768', '--gpu-memory-utilization', '0.9'],
      ports: [{ name: 'http', containerPort: 8000 }],
      env: [
        { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf-token', key: 'token' } } },
        { name: 'HF_HOME', value: '/cache' },
      ],
      resources: {
        limits: { 'nvidia.com/mig-3g.40gb': 1, memory: '48Gi' },
        requests: { cpu: '4', memory: '32Gi' },
      },
      startupProbe: probe + { failureThreshold: 180, periodSeconds: 5 },
      readinessProbe: probe + { periodSeconds: 10 },
      livenessProbe: probe + { periodSeconds: 30, failureThreshold: 3 },
      lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } } },
      volumeMounts: [{ name: 'cache', mountPath: '/cache' }, { name: 'shm', mountPath: '/dev/shm' }],
      securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
    };

  local deployment(name, model, labels) = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: name,
      namespace: 'models',
      labels: labels,
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8000' },
    },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: {
        metadata: { labels: labels },
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

  local autoscaler(name, metadata) = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: name },
      minReplicas: 1,
      maxReplicas: 20,
      metrics: [{
        type: 'Pods',
        pods: { metric: { name: 'vllm:num_requests_waiting' }, target: { type: 'AverageValue', averageValue: '2' } },
      }],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
        scaleDown: { stabilizationWindowSeconds: 300 },
      },
    },
  };

  local modelService(position) =
    local name = 'svc-%d' % position;
    local model = 'qwen3-%db' % (position % 7);
    local labels = {
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': 'serving',
      'ai.example.com/model': model,
    };
    local metadata = { name: name, namespace: 'models', labels: labels };
    [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata, automountServiceAccountToken: false },
      deployment(name, model, labels),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata,
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
        metadata: metadata,
        spec: { maxUnavailable: '25%', selector: { matchLabels: labels } },
      },
    ];

  std.flatMap(modelService, std.range(0, services - 1))
