export { renderKwokNodes } from './kwok-node';
