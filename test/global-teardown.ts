import * as fs from 'fs';

/** Takes away what global-setup.ts made. */
export default function teardown(): void {
  fs.rmSync(process.env.TMPDIR!, { recursive: true, force: true });
}
