/**
 * Every code an issue can carry, with what it means for the user. The codes are stable once released;
 * `docs/errors.md` is generated from this table.
 */
export const ISSUE_CODES = {
  VALUE_INVALID: 'A value has the wrong type or shape: a number written as text, NaN, null, an unknown word.',
  VALUE_OUT_OF_RANGE: 'A number lies outside what the field allows, or a minimum is above its maximum.',
  VALUE_REQUIRED: 'A value without a sensible default is missing.',
  VALUES_CONFLICT: 'Two values of one construct exclude each other.',
  VALUE_IS_LATE: 'A value known only at deploy time stands where its content is needed now.',
  NAME_INVALID: 'A name cannot be turned into a valid Kubernetes name.',
  NAME_TAKEN: 'Two things would get the same name in the same place.',
  NOT_IN_CLUSTER: 'A construct stands outside any AiCluster, so nothing would be made of it.',
  GPU_UNKNOWN: 'A GPU is named that the table of GPUs does not have.',
  MIG_UNSUPPORTED: 'MIG is declared on a GPU that has none, or whose profiles are not settled.',
  MIG_PROFILE_UNKNOWN: 'A MIG profile is named that the GPU does not have.',
  MIG_LAYOUT_EMPTY: 'A MIG layout has no instance.',
  MIG_OVERCOMMITTED: 'A MIG layout needs more compute slices or instances than the GPU has.',
  MIG_UNPLACEABLE: 'A MIG layout fits the compute slices of the GPU, but not its memory slices or media engines.',
  MACHINE_UNKNOWN: 'A machine type is named that the catalogue does not have.',
  MACHINE_UNSUPPORTED: 'A machine type cannot be used: its GPU is not an NVIDIA GPU, or it was retired.',
  MACHINE_ELSEWHERE: 'A machine type belongs to another cloud than the platform.',
  KUBERNETES_TOO_OLD: 'Something that is declared needs a newer Kubernetes than the platform has.',
  PLATFORM_UNSUPPORTED: 'The platform cannot do what is asked of it.',
  GPU_STACK_CONFLICT:
    'Driver, toolkit, device plugin or another part of the GPU software would have two owners, or none.',
  CLUSTER_EMPTY: 'A cluster declares nothing, so a synth would write nothing.',
  OPERATOR_MISSING: 'A pool needs the GPU Operator for its driver, toolkit or device plugin, and none is declared.',
  OPERATOR_CONFIG_UNKNOWN: 'A node label names a sharing or partitioning configuration that does not exist.',
  OPERATOR_TWICE: 'Two GPU Operators in one cluster would fight over the same nodes.',
  TAINT_NOT_TOLERATED: 'Something that must run on every node of a pool would be kept off by a taint of the pool.',
  SHARING_TWICE:
    'Two ways of sharing are declared on one pool; the device plugin would follow one and ignore the other.',
  SHARING_CONFLICT: 'Sharing excludes something else the pool has: resource claims, or only a part of a GPU.',
  MIG_NOT_UNIFORM: 'GPUs are to be cut differently where they can only be cut alike.',
  MIG_DEVICES_INVALID: 'A layout for some GPUs of a node names one that is not there, or one twice.',
  AUTOSCALER_BLIND: 'Slices or shares start from nothing where whoever adds nodes does not know they would come.',
  HANDLE_INVALID: 'Something that is no promise of GPUs stands where one is needed.',
  GPU_NOT_OFFERED:
    'A workload asks for whole GPUs, a slice or a share, and the nodes of the pool have none of that kind.',
  REQUEST_TOO_LARGE: 'A pod asks for more GPUs than one node has.',
  POOL_ELSEWHERE: 'A construct refers to a pool of another cluster.',
  POOLS_OVERLAP: 'Two pools would choose the same nodes.',
  COMPONENT_MISSING: 'An upstream part that something declared needs is neither installed nor present.',
  COMPONENT_NOT_DELIVERABLE: 'An upstream part cannot be installed on this platform, or by this way of delivery.',
  HELM_FAILED: 'The helm CLI could not render a chart, or is not installed.',
  MODEL_DOES_NOT_FIT:
    'A model, with the cache for its context, needs more memory than the GPU or container it is given.',
  POOL_TOO_SMALL: 'A service may grow beyond what its pool can ever hold, or asks more of a node than any has.',
  CACHE_DOES_NOT_FIT: 'The weights of all replicas on a node do not fit its disk.',
  CACHE_NOT_SHARED: 'Replicas on several nodes would wait for a volume that only one node can mount.',
  ENGINE_FLAG_TAKEN: 'A flag of the serving engine is given twice, or is set by the library already.',
  IMAGE_NOT_PINNED: 'An image without a fixed version may be another program at every start of a pod or node.',
  SECRET_IN_PLAIN_TEXT: 'A secret would stand readable in the manifests.',
  REQUEST_INVALID: 'A GPU is requested for something that has no pod.',
  OVERRIDE_INVALID: 'An override names an object or chart that the construct does not make.',
} as const satisfies Record<string, string>;

/** A stable identifier of a kind of mistake. */
export type IssueCode = keyof typeof ISSUE_CODES;
