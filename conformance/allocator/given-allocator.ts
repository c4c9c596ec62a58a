/** The Target Allocator itself: it cannot be had as a Go module, and so is no judge that everybody has. Who has built one says where it is. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { testAndBuild } from '../judging/go-program';

const VARIABLE = 'JUDGE_OTEL_ALLOCATOR';

/** Why it is not judged. */
export const NOT_GIVEN = `the program cannot be had as a Go module, and ${VARIABLE} does not say where one is`;

/** The path of the program; undefined when nobody has given one. */
export function givenAllocator(): string | undefined {
  const path = process.env[VARIABLE] ?? '';
  if (path !== '' && !existsSync(path)) {
    throw new Error(`${VARIABLE} is ${path}, where nothing is: give the path of a Target Allocator, or leave it out`);
  }
  return path === '' ? undefined : resolve(path);
}

/** Builds what stands in for it in a cluster, in `program/`. */
export function buildStandIn(folder: string): Promise<string> {
  return testAndBuild(join(__dirname, 'program'), join(folder, 'target-allocator'));
}
