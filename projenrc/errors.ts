/** Writes docs/errors.md from the table of mistakes that the tests make. */
import * as fs from 'fs';
import * as path from 'path';
import { errorsPage } from '../test/errors/page';

fs.writeFileSync(path.resolve(__dirname, '..', 'docs', 'errors.md'), errorsPage());
