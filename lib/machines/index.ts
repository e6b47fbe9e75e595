export { checkMachine, parseMachine } from './check-machine';
export { gpuCountsOf, type MachineNeed, machinesWith, nearestMachines } from './find-machines';
export type { Cloud, MachineFacts } from './machine-facts';
export {
  gcpAcceleratorType,
  gpuNodeLabel,
  type GpuOf,
  isMachineName,
  isNvidiaMachine,
  MACHINE_NAMES,
  MACHINES,
  machineFacts,
  type MachineName,
  type MachineOf,
  machineTypeOf,
  type NvidiaMachine,
} from './machines';
