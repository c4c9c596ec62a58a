export { REFUSED_OTHERS } from './others';
export { REFUSED_PROCESSORS } from './processors';
export { REFUSED_RECEIVERS } from './receivers';
