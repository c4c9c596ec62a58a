import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** Every temporary folder of a run is below one of its own, which global-teardown.ts takes away: cdk8s leaves those of its test apps behind. */
export default function setup(): void {
  process.env.TMPDIR = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-observability-test-'));
}
