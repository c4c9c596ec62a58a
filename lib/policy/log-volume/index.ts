export { LogCondition } from './log-condition';
export { LogRule } from './log-rule';
export type * from './log-rule-options';
export { LogSecret } from './log-secret';
export { LogSeverity } from './log-severity';
export { LogVolumePolicy } from './log-volume-policy';
export type { LogVolumePolicyProps } from './log-volume-policy';
export type * from './log-volume-prediction';
export type * from './logged-record';
