import { ownersOf } from './owners-of';
import type { NodeImage, Platform } from './platform';

/** Where the GPU software of a node lies, for those who must find it: operator, DRA driver, exporters. */
export interface RuntimePaths {
  /** Root under which the driver's libraries and tools are found; `/` for a driver on the host. */
  readonly driverRoot: string;
  /** Where a container toolkit may be installed: writable, and files there may be executed. */
  readonly toolkitDir: string;
  readonly containerdSocket: string;
  /** Environment that the operator's container toolkit needs here, beyond its defaults. */
  readonly toolkitEnv: Readonly<Record<string, string>>;
  /** RuntimeClass that starts containers with GPUs. */
  readonly runtimeClass: string;
}

const GOOGLE_ROOT = '/home/kubernetes/bin/nvidia';
const OPERATOR_ROOT = '/run/nvidia/driver';
const K3S_SOCKET = '/run/k3s/containerd/containerd.sock';
const MICROK8S = '/var/snap/microk8s';

const DEFAULTS: RuntimePaths = {
  driverRoot: '/',
  toolkitDir: '/usr/local/nvidia',
  containerdSocket: '/run/containerd/containerd.sock',
  toolkitEnv: {},
  runtimeClass: 'nvidia',
};

/** Paths on the nodes of a platform, with one of its images. */
export function runtimePaths(platform: Platform, image?: NodeImage): RuntimePaths {
  const { provisioner } = platform;
  const driver = ownersOf(platform, { image, provisioner, allocation: 'device-plugin' }).owners?.driver;
  const paths = { ...DEFAULTS, driverRoot: driver === 'operator' ? OPERATOR_ROOT : '/' };
  switch (platform.kind) {
    case 'gke':
      if (driver === 'operator') return paths;
      // GKE writes containerd's file in pieces since 1.33; what the toolkit reads back from the command breaks it.
      return {
        ...paths,
        driverRoot: GOOGLE_ROOT,
        toolkitDir: GOOGLE_ROOT,
        toolkitEnv: { RUNTIME_CONFIG_SOURCE: 'file' },
      };
    case 'aks':
      return platform.driver === 'image' ? { ...paths, runtimeClass: 'nvidia-container-runtime' } : paths;
    case 'on-prem':
      switch (platform.distribution) {
        case 'k3s':
        case 'rke2':
          // The socket only: pointing CONTAINERD_CONFIG at the template breaks the node at its next boot.
          return { ...paths, containerdSocket: K3S_SOCKET, toolkitEnv: { CONTAINERD_SOCKET: K3S_SOCKET } };
        case 'microk8s': {
          const containerdSocket = `${MICROK8S}/common/run/containerd.sock`;
          const toolkitEnv = {
            CONTAINERD_CONFIG: `${MICROK8S}/current/args/containerd-template.toml`,
            CONTAINERD_SOCKET: containerdSocket,
            RUNTIME_CONFIG_SOURCE: `file=${MICROK8S}/current/args/containerd.toml`,
          };
          return { ...paths, containerdSocket, toolkitEnv };
        }
        default:
          return paths;
      }
    default:
      return paths;
  }
}
