import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Fake time costs real time on a machine that is busy with something else.
    testTimeout: 30_000,
    // Node 20 has a WebSocket, but keeps it behind this; later ones take it without.
    execArgv: ['--experimental-websocket'],
  },
});
