// Fails when the first load has grown beyond its budget: index.html and everything it names, compressed as on the wire.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgetBytes = 200 * 1024;
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const index = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...index.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path);
// The page that opens first is loaded at once behind the entry, and with it the Latin font.
const behind = readdirSync(join(dist, 'assets'))
  .filter((name) => /^GuidePage-.*\.(js|css)$/.test(name) || /^inter-latin-wght-normal-.*\.woff2$/.test(name))
  .map((name) => `assets/${name}`);
const files = ['index.html', ...named, ...behind];
const sizes = files.map((path) => {
  const bytes = readFileSync(join(dist, path));
  return path.endsWith('.woff2') ? bytes.length : gzipSync(bytes, { level: 9 }).length;
});
const total = sizes.reduce((sum, size) => sum + size, 0);
for (const [i, path] of files.entries()) console.log(`${(sizes[i] / 1024).toFixed(1).padStart(7)} KB  ${path}`);
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB  first load, budget ${budgetBytes / 1024} KB`);
if (total > budgetBytes) {
  console.error('The first load is over its budget: load what the first page does not need later.');
  process.exit(1);
}
