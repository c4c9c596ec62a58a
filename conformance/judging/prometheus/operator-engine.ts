/** What prometheus-operator makes of monitors: its own code, behind a small program of Go (conformance/operator). */
import { GoProgram } from '../go-program';
import { run } from '../processes';

/** What is in operator/. */
export const OPERATOR_ENGINE: GoProgram = { folder: 'operator', needs: 'the modules of prometheus-operator' };

/** What the operator says to the objects of a program. */
export interface OperatorAnswer {
  /** How many monitors the Prometheus takes, those that are rejected among them. */
  readonly selected: number;
  readonly rejected: readonly string[];
  /** The configuration of the Prometheus. */
  readonly config: string;
}

export async function askOperator(program: string, manifests: readonly object[]): Promise<OperatorAnswer> {
  const { code, stdout, stderr } = await run(program, [], { input: JSON.stringify(manifests) });
  if (code !== 0) {
    throw new Error(`the operator gave up: ${stderr}`);
  }
  return JSON.parse(stdout) as OperatorAnswer;
}
