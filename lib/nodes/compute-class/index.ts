export { renderComputeClass } from './compute-class';
