import { IConstruct } from 'constructs';
import { stackDocument } from './stack-document';
import { stackFindings } from './stack-invariants';
import { judgeAtSynth } from '../validation';

const JUDGED = new WeakSet<IConstruct>();

/** Has a stack judged at synth; once, whoever asks for it. */
export function judgeStack(stack: IConstruct): void {
  if (!JUDGED.has(stack)) {
    JUDGED.add(stack);
    judgeAtSynth(stack, () => stackDocument(stack), stackFindings);
  }
}
