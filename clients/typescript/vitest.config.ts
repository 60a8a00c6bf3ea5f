import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Node 20 has a WebSocket, but keeps it behind this; later ones take it without.
    execArgv: ['--experimental-websocket'],
  },
});
