export { REFUSED_DOCUMENTS } from './documents';
export { REFUSED_OTHERS } from './others';
export { REFUSED_PROCESSORS } from './processors';
export { REFUSED_RECEIVERS } from './receivers';
